"""Appreciation."""

from django.urls import path

from . import views

app_name = "life"
urlpatterns = [path("appreciation", views.appreciation, name="appreciation")]
