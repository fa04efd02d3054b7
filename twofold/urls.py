"""Every address of Twofold."""

from django.urls import include, path

from .health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("", include("twofold.people.urls")),
    path("", include("twofold.couples.urls")),
    path("", include("twofold.questions.urls")),
    path("", include("twofold.checkins.urls")),
    path("", include("twofold.life.urls")),
    path("", include("twofold.practices.urls")),
    path("", include("twofold.insights.urls")),
    path("", include("twofold.today.urls")),
    path("", include("twofold.archive.urls")),
]
