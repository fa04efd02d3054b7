"""Checking in, and the journal."""

from django.urls import path

from . import views

app_name = "checkins"
urlpatterns = [
    path("check-in", views.check_in, name="check-in"),
    path("check-in/keep", views.keep_check_in, name="keep-check-in"),
    path("journal", views.journal, name="journal"),
    path("journal/keep", views.keep_journal, name="keep-journal"),
    path("journal/letters", views.journal_search, name="journal-letters"),
    path("journal/<uuid:id>", views.journal_entry, name="journal-entry"),
]
