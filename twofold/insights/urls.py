"""Insights."""

from django.urls import path

from . import views

app_name = "insights"
urlpatterns = [
    path("insights", views.insights, name="insights"),
    path("insights/closeness", views.closeness, name="closeness"),
    path("insights/days", views.days, name="days"),
    path("insights/lately", views.lately, name="lately"),
    path("insights/reading", views.reading, name="reading"),
    path("insights/helped", views.helped, name="helped"),
    path("insights/join", views.join, name="join"),
]
