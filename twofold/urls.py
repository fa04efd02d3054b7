"""Every address of Twofold."""

from django.urls import include, path

from .health import healthz

handler404 = "twofold.wire.not_here"

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("", include("twofold.people.urls")),
    path("", include("twofold.couples.urls")),
    path("", include("twofold.safety.urls")),
    path("", include("twofold.boundaries.urls")),
    path("", include("twofold.album.urls")),
    path("", include("twofold.questions.urls")),
    path("", include("twofold.checkins.urls")),
    path("", include("twofold.life.urls")),
    path("", include("twofold.knowing.urls")),
    path("", include("twofold.plans.urls")),
    path("", include("twofold.meaning.urls")),
    path("", include("twofold.practices.urls")),
    path("", include("twofold.trust.urls")),
    path("", include("twofold.intimacy.urls")),
    path("", include("twofold.measures.urls")),
    path("", include("twofold.rituals.urls")),
    path("", include("twofold.repair.urls")),
    path("", include("twofold.reminders.urls")),
    path("", include("twofold.learning.urls")),
    path("", include("twofold.experiments.urls")),
    path("", include("twofold.insights.urls")),
    path("", include("twofold.today.urls")),
    path("", include("twofold.archive.urls")),
]
