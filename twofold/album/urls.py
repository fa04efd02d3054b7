"""The addresses of album."""

from django.urls import URLPattern

app_name = "album"
urlpatterns: list[URLPattern] = []
