"""The addresses of boundaries."""

from django.urls import path

from . import views

app_name = "boundaries"
urlpatterns = [path("me/boundaries", views.boundaries, name="boundaries")]
