"""The addresses of reminders."""

from django.urls import path

from . import views

app_name = "reminders"
urlpatterns = [
    path("me/reminders", views.reminders, name="reminders"),
    path("me/reminders/choose", views.choose, name="choose"),
    path("me/reminders/browser", views.keep_browser, name="keep-browser"),
    path("me/reminders/mail", views.keep_mail, name="keep-mail"),
    path("me/reminders/mail/confirm", views.confirm_mail, name="confirm-mail"),
    path("me/reminders/channel", views.keep_channel, name="keep-channel"),
    path("me/reminders/<slug:way>/<int:id>/test", views.test, name="test"),
    path("me/reminders/<slug:way>/<int:id>/remove", views.remove, name="remove"),
    path("service-worker.js", views.service_worker, name="service-worker"),
]
