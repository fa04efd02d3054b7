"""The addresses of knowing."""

from django.urls import URLPattern

app_name = "knowing"
urlpatterns: list[URLPattern] = []
