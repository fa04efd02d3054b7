"""The addresses of measures."""

from django.urls import path

from . import views

app_name = "measures"
urlpatterns = [
    path("measures/barriers", views.reflection, {"which": "barriers"}, name="barriers"),
    path("measures/styles", views.reflection, {"which": "styles"}, name="styles"),
    path("measures/barriers/share", views.share_reflection, {"which": "barriers"}, name="share-barriers"),
    path("measures/styles/share", views.share_reflection, {"which": "styles"}, name="share-styles"),
]
