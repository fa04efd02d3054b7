"""Addresses of the next practice, within Today's."""

from django.urls import path

from . import views

urlpatterns = [
    path("today/next", views.next_up, name="next"),
    path("today/next/again", views.again, name="next-again"),
    path("today/next/<slug:practice>/pass", views.pass_by, name="next-pass"),
    path("today/next/<slug:practice>/back", views.back, name="next-back"),
]
