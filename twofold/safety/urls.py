"""The addresses of safety."""

from django.urls import path

from . import views

app_name = "safety"
urlpatterns = [
    path("help", views.help_page, name="help"),
    path("good-for-me", views.good_for_me_page, name="good-for-me"),
]
