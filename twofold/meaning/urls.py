"""The addresses of meaning."""

from django.urls import path

from . import views

app_name = "meaning"
urlpatterns = [
    path("us/meaning", views.meaning, name="meaning"),
    path("us/meaning/values", views.values, name="values"),
    path("us/meaning/traditions", views.traditions, name="traditions"),
    path("us/meaning/vision", views.vision, name="vision"),
    path("us/meaning/vision/versions", views.visions, name="visions"),
    path("us/meaning/vision/looked", views.looked, name="looked"),
    path("us/meaning/vision/not-looked", views.not_looked, name="not-looked"),
    path("us/meaning/topics/<slug:id>", views.topic, name="topic"),
    path("us/meaning/topics/<slug:id>/skip", views.skip, name="skip"),
]
