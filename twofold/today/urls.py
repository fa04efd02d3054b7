"""The home page."""

from django.urls import path

from . import views

app_name = "today"
urlpatterns = [
    path("", views.today, name="today"),
    path("us", views.story, name="story"),
    path("units", views.elsewhere, name="elsewhere"),
]
