"""Talk."""

from django.urls import path

from . import views

app_name = "questions"
urlpatterns = [
    path("talk", views.talk, name="talk"),
    path("talk/past", views.past, name="past"),
    path("talk/own", views.own, name="own"),
    path("talk/another", views.another, name="another"),
    path("talk/star", views.star, name="star"),
    path("talk/decks/<slug:id>", views.deck, name="deck"),
    path("talk/<uuid:id>", views.question, name="question"),
    path("talk/<uuid:id>/answer", views.answer, name="answer"),
    path("talk/<uuid:id>/set-aside", views.set_aside, name="set-aside"),
    path("talk/<uuid:id>/ease", views.ease, name="ease"),
    path("letters/<uuid:id>/reply", views.reply, name="reply"),
]
