"""The home page."""

from django.urls import path

from . import views

app_name = "today"
urlpatterns = [
    path("", views.today, name="today"),
    path("today/later", views.later, name="later"),
    path("us", views.us, name="us"),
    path("us/story", views.story, name="story"),
    path("units", views.elsewhere, name="elsewhere"),
]
