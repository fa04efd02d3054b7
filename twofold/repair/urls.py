"""The addresses of repair."""

from django.urls import URLPattern

app_name = "repair"
urlpatterns: list[URLPattern] = []
