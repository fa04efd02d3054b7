"""Appreciation, long letters, good news, hard times."""

from django.urls import path

from . import post, views

app_name = "life"
urlpatterns = [
    path("appreciation", views.appreciation, name="appreciation"),
    path("us/letters", post.letters, name="letters"),
    path("us/letters/new", post.write_letter, name="write-letter"),
    path("us/letters/yours", post.own_letters, name="own-letters"),
    path("us/letters/<uuid:id>", post.letter, name="letter"),
    path("us/letters/<uuid:id>/change", post.change_letter, name="change-letter"),
    path("us/letters/<uuid:id>/open", post.open_letter, name="open-letter"),
    path("us/letters/<uuid:id>/remove", post.remove_long_letter, name="remove-letter"),
    path("us/good-news", views.wins, name="wins"),
    path("us/hard-times", views.hard, name="hard"),
    path("us/hard-times/before", views.hard_before, name="hard-before"),
    path("us/hard-times/<uuid:id>/eased", views.hard_eased, name="hard-eased"),
    path("us/hard-times/<uuid:id>/again", views.hard_again, name="hard-again"),
]
