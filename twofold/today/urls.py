"""The home page."""

from django.urls import include, path

from . import month_views, views

app_name = "today"
urlpatterns = [
    path("", views.today, name="today"),
    path("today/later", views.later, name="later"),
    path("", include("twofold.today.plan.urls")),
    path("us", views.us, name="us"),
    path("us/story", views.story, name="story"),
    path("us/months", month_views.months, name="months"),
    path("us/months/<slug:month>", month_views.month, name="month"),
    path("units", views.elsewhere, name="elsewhere"),
]
