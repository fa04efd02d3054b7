"""The addresses of plans."""

from django.urls import path

from . import date_views, views

app_name = "plans"
urlpatterns = [
    path("us/wishes", views.wishes, name="wishes"),
    path("us/wishes/<uuid:id>", views.wish, name="wish"),
    path("us/wishes/<uuid:id>/yes", views.yes, name="yes"),
    path("us/wishes/<uuid:id>/done", views.come_true, name="done"),
    path("us/wishes/<uuid:id>/not-yet", views.not_yet, name="not-yet"),
    path("us/wishes/<uuid:id>/memory", views.wish_memory, name="wish-memory"),
    path("us/dates", date_views.dates, name="dates"),
    path("us/dates/ideas/<slug:id>", date_views.idea, name="idea"),
    path("us/dates/swipe", date_views.swipe, name="swipe"),
    path("us/dates/own", date_views.own, name="own-idea"),
    path("us/dates/been", date_views.been, name="been"),
    path("us/dates/propose", date_views.propose, name="propose"),
    path("us/dates/<uuid:id>", date_views.outing, name="outing"),
    path("us/dates/<uuid:id>/agree", date_views.agree, name="agree"),
    path("us/dates/<uuid:id>/move", date_views.move, name="move"),
    path("us/dates/<uuid:id>/let-go", date_views.let_go, name="let-go"),
    path("us/dates/<uuid:id>/keep", date_views.keep, name="keep"),
    path("us/dates/<uuid:id>/memory", date_views.memory, name="memory"),
]
