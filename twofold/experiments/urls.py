"""The addresses of experiments."""

from django.urls import path

from . import views

app_name = "experiments"
urlpatterns = [
    path("insights/experiments", views.experiments, name="experiments"),
    path("insights/experiments/new", views.new, name="new"),
    path("insights/experiments/new/own", views.own, name="own"),
    path("insights/experiments/new/own/<uuid:id>", views.own_again, name="own-again"),
    path("insights/experiments/new/<slug:id>", views.choose, name="choose"),
    path("insights/experiments/propose", views.propose_one, name="propose"),
    path("insights/experiments/<uuid:id>", views.experiment, name="experiment"),
    path("insights/experiments/<uuid:id>/plan.json", views.plan, name="plan"),
    path("insights/experiments/<uuid:id>/agree", views.agree_to_it, name="agree"),
    path("insights/experiments/<uuid:id>/let-go", views.let_it_go, name="let-go"),
    path("insights/experiments/<uuid:id>/take-up", views.take_it_up, name="take-up"),
    path("insights/experiments/<uuid:id>/mark", views.mark_day, name="mark"),
]
