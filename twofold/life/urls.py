"""Appreciation, and the story so far."""

from django.urls import path

from . import views

app_name = "life"
urlpatterns = [
    path("appreciation", views.appreciation, name="appreciation"),
    path("us", views.story, name="story"),
]
