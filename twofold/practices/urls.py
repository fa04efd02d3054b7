"""Practices, live sessions, phones down, and breaks."""

from django.urls import path

from . import live_views, pause_views, views

app_name = "practices"
LIVE = "practise/live/<uuid:id>"
DOWN = "practise/phones-down"
urlpatterns = [
    path("practise", views.library, name="library"),
    path("practise/past", views.past, name="past"),
    path("practise/own", views.own, name="own"),
    path("practise/own/<uuid:id>", views.own_one, name="own-practice"),
    path("practise/own/<uuid:id>/begin", views.begin_own, name="begin-own"),
    path(DOWN, pause_views.phones_down, name="phones-down"),
    path(f"{DOWN}/state", pause_views.phones_down_state, name="phones-down-state"),
    path(f"{DOWN}/<uuid:id>/lay", pause_views.lay, name="lay"),
    path(f"{DOWN}/<uuid:id>/end", pause_views.end_phones_down, name="end-phones-down"),
    path(f"{DOWN}/<uuid:id>/share", pause_views.share_count, name="share-count"),
    path(LIVE, live_views.live, name="live"),
    path(f"{LIVE}/state", live_views.state, name="state"),
    path(f"{LIVE}/felt", live_views.felt, name="felt"),
    path(f"{LIVE}/turns/<int:turn>/write", live_views.write, name="write"),
    path(f"{LIVE}/turns/<int:turn>/promise", live_views.promise, name="promise"),
    path(f"{LIVE}/turns/<int:turn>/rate", live_views.rate, name="rate"),
    path(f"{LIVE}/<slug:command>", live_views.command, name="command"),
    path("practise/<slug:id>", views.practice, name="practice"),
    path("practise/<slug:id>/star", views.star, name="star"),
    path("practise/<slug:id>/begin", views.begin, name="begin"),
    path("break", pause_views.take_break, name="break"),
    path("break/state", pause_views.break_state, name="break-state"),
    path("break/<uuid:id>/propose", pause_views.propose, name="propose"),
    path("break/<uuid:id>/accept", pause_views.accept_time, name="accept-time"),
    path("break/<uuid:id>/return", pause_views.come_back, name="return"),
]
