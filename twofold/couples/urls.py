"""Inviting, joining, leaving, and what is common to every letter."""

from django.urls import path

from . import views

app_name = "couples"
urlpatterns = [
    path("invite", views.invite, name="invite"),
    path("invite/<uuid:id>/withdraw", views.withdraw, name="withdraw"),
    path("invitation/<uuid:id>", views.invitation, name="invitation"),
    path("invitation/<uuid:id>/accept", views.accept, name="accept"),
    path("us/two", views.us_two, name="us-two"),
    path("us/agree", views.agree, name="agree"),
    path("us/introductions", views.introductions, name="introductions"),
    path("leave", views.leave, name="leave"),
    path("closed", views.closed, name="closed"),
    path("closed/<uuid:couple>", views.your_copy, name="your-copy"),
    path("letters/<uuid:id>/tap", views.tap, name="tap"),
    path("letters/<uuid:id>/remove", views.remove_letter, name="remove-letter"),
    path("removed/<uuid:id>/restore", views.restore, name="restore"),
    path("letters/<uuid:id>/revisions", views.revisions, name="revisions"),
]
