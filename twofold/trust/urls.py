"""The addresses of trust."""

from django.urls import path

from . import views

app_name = "trust"
MATTER = "trust/letting-go/<uuid:id>"
PROMISES = "trust/promises"
urlpatterns = [
    path("trust/letting-go", views.letting_go_page, name="letting-go"),
    path(MATTER, views.matter, name="matter"),
    path(f"{MATTER}/put-away", views.put_away, name="put-away"),
    path(f"{MATTER}/<slug:step>", views.step, name="step"),
    path(PROMISES, views.promises_page, name="promises"),
    path(f"{PROMISES}/new", views.new_promise, name="new-promise"),
    path(f"{PROMISES}/<uuid:id>", views.promise, name="promise"),
    path(f"{PROMISES}/<uuid:id>/look", views.look, name="look"),
    path("trust/dos", views.dos_page, name="dos"),
]
