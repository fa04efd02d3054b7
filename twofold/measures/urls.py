"""The addresses of measures."""

from django.urls import path

from . import look_views, scale_views, views

app_name = "measures"
urlpatterns = [
    path("measures/barriers", views.reflection, {"which": "barriers"}, name="barriers"),
    path("measures/styles", views.reflection, {"which": "styles"}, name="styles"),
    path("measures/barriers/share", views.share_reflection, {"which": "barriers"}, name="share-barriers"),
    path("measures/styles/share", views.share_reflection, {"which": "styles"}, name="share-styles"),
    path("measures/attachment", views.reflection, {"which": "attachment"}, name="attachment"),
    path(
        "measures/attachment/share",
        views.share_reflection,
        {"which": "attachment"},
        name="share-attachment",
    ),
    path("measures/look", look_views.look, name="look"),
    path("measures/look/share", look_views.share_look, name="share-look"),
    path("measures/map", look_views.map_page, name="map"),
    path("measures/lean", look_views.lean, name="lean"),
    path("measures/scales", scale_views.scales, name="scales"),
    path("measures/scales/check", scale_views.check_scale, name="check-scale"),
    path("measures/scales/<uuid:id>", scale_views.scale, name="scale"),
    path("measures/scales/<uuid:id>/answers", scale_views.answer_scale, name="answer-scale"),
    path("measures/scales/<uuid:id>/share", scale_views.share_the_scale, name="share-scale"),
]
