"""The addresses of rhythm, of the tip of the week, and of calendars."""

from django.urls import path

from . import feed_views, tip_views, views

app_name = "rituals"
urlpatterns = [
    path("rhythm", views.rhythm, name="rhythm"),
    path("rhythm/shelf", views.shelf, name="shelf"),
    path("rhythm/shelf/<slug:id>", views.choose, name="choose"),
    path("rhythm/own", views.own, name="own"),
    path("rhythm/own/<uuid:id>", views.own_again, name="own-again"),
    path("rhythm/propose", views.propose_ritual, name="propose"),
    path("rhythm/tip", tip_views.tip, name="tip"),
    path("rhythm/tip/suggest", tip_views.suggest, name="suggest-tip"),
    path("rhythm/tip/<uuid:id>/agree", tip_views.agree, name="agree-tip"),
    path("rhythm/tip/<uuid:id>/not-now", tip_views.not_now, name="not-now"),
    path("rhythm/tip/<uuid:id>/note", tip_views.note, name="tip-note"),
    path("rhythm/tip/<slug:id>/keep", views.keep, name="keep"),
    path("rhythm/calendar", feed_views.settings_page, name="calendar"),
    path("rhythm/calendar/new", feed_views.new_feed, name="new-feed"),
    path("rhythm/calendar/titles", feed_views.feed_titles, name="feed-titles"),
    path("rhythm/calendar/end", feed_views.end_feed, name="end-feed"),
    path("rhythm/<uuid:id>", views.ritual, name="ritual"),
    path("rhythm/<uuid:id>/suggest", views.suggest_other, name="suggest"),
    path("rhythm/<uuid:id>/agree", views.agree_to_ritual, name="agree"),
    path("rhythm/<uuid:id>/end", views.end_ritual, name="end"),
    path("rhythm/<uuid:id>/take-up", views.take_up_ritual, name="take-up"),
    path("rhythm/<uuid:id>/mark", views.mark_day, name="mark"),
    path("rhythm/<uuid:id>/event.ics", feed_views.event, name="event"),
    path("calendar/<str:token>.ics", feed_views.feed, name="feed"),
]
