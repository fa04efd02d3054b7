"""The addresses of intimacy."""

from django.urls import URLPattern

app_name = "intimacy"
urlpatterns: list[URLPattern] = []
