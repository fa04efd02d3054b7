"""The love map, and rounds of guessing."""

from django.urls import path

from . import views

app_name = "knowing"
urlpatterns = [
    path("us/map", views.love_map, name="map"),
    path("us/map/<slug:region>", views.region, name="region"),
    path("us/map/topics/<slug:topic>", views.tell_topic, name="tell"),
    path("us/map/entries/<uuid:id>/still", views.still, name="still"),
    path("us/rounds", views.rounds, name="rounds"),
    path("us/rounds/sheets/<slug:sheet>", views.sheet, name="sheet"),
    path("us/rounds/<uuid:id>", views.round_page, name="round"),
    path("us/rounds/<uuid:id>/write", views.write, name="write"),
    path("us/rounds/<uuid:id>/leave", views.leave, name="leave"),
]
