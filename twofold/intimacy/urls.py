"""The addresses of intimacy."""

from django.urls import path

from . import views

app_name = "intimacy"
urlpatterns = [
    path("us/intimacy", views.intimacy, name="intimacy"),
    path("us/intimacy/switch", views.turn, name="switch"),
    path("us/intimacy/answers", views.answers, name="answers"),
    path("us/intimacy/round", views.stage, name="round"),
    path("us/intimacy/round/<uuid:id>/offer", views.offer, name="offer"),
    path("us/intimacy/round/<uuid:id>/return", views.give_back, name="return"),
]
