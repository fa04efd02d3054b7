"""The addresses of learning."""

from django.urls import path

from . import views

app_name = "learning"
urlpatterns = [
    path("learn", views.shelf, name="shelf"),
    path("learn/evidence", views.evidence, name="evidence"),
    path("learn/<slug:lesson>", views.lesson, name="lesson"),
    path("learn/<slug:lesson>/read", views.mark, name="mark"),
]
