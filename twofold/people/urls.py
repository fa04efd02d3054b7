"""Ways in, and a person's own page."""

from django.urls import path

from . import doors, views

app_name = "people"
urlpatterns = [
    path("sign-up", doors.sign_up, name="sign-up"),
    path("sign-in", doors.sign_in, name="sign-in"),
    path("recover", doors.recover, name="recover"),
    path("recover/kit", doors.recovery_kit, name="recovery-kit"),
    path("unlock", doors.unlock, name="unlock"),
    path("me/keyring", doors.keyring, name="keyring"),
    path("me", views.own_page, name="own-page"),
    path("me/preferences", views.preferences, name="preferences"),
    path("me/devices", views.devices, name="devices"),
    path("me/devices/<int:id>/end", views.end_device, name="end-device"),
    path("me/passphrase", views.passphrase, name="passphrase"),
    path("me/recovery-code", views.recovery_code, name="recovery-code"),
    path("me/pins", views.pins, name="pins"),
    path("me/delete", views.delete_account, name="delete-account"),
    path("sign-out", views.sign_out, name="sign-out"),
    path("sign-out/everywhere", views.sign_out_everywhere, name="sign-out-everywhere"),
]
