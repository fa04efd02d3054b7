"""Taking one's things along."""

from django.urls import path

from . import views

app_name = "archive"
urlpatterns = [path("me/copy", views.copy, name="copy")]
