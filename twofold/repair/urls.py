"""The addresses of repair."""

from django.urls import path

from . import views

app_name = "repair"
urlpatterns = [
    path("repair/words/<slug:version>.json", views.rules, name="rules"),
    path("repair/raise", views.raise_, name="raise"),
    path("repair/raised/<uuid:id>", views.raised_, name="raised"),
    path("repair/raised/<uuid:id>/later", views.later, name="later"),
    path("repair/raised/<uuid:id>/hear", views.hear, name="hear"),
    path("repair/raised/<uuid:id>/notes", views.notes, name="notes"),
    path("repair/matters", views.matters, name="matters"),
    path("repair/matters/<uuid:id>", views.matter_, name="matter"),
    path("repair/matters/<uuid:id>/time", views.propose, name="propose"),
    path("repair/matters/<uuid:id>/agree", views.agree, name="agree"),
    path("repair/matters/<uuid:id>/no-time", views.no_time, name="no-time"),
    path("repair/matters/<uuid:id>/rest", views.rest, name="rest"),
]
