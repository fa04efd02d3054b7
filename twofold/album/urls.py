"""The addresses of album."""

from django.urls import path

from . import file_views, views

app_name = "album"
urlpatterns = [
    path("us/album", views.album, name="album"),
    path("us/album/more", views.more, name="more"),
    path("us/album/childhood", views.childhood, name="childhood"),
    path("us/album/add", views.add, name="add"),
    path("us/album/keep", views.keep, name="keep"),
    path("us/album/<uuid:id>", views.photo, name="photo"),
    path("us/memories", views.memories, name="memories"),
    path("us/memories/<uuid:id>", views.memory, name="memory"),
    path("us/files/<uuid:id>", file_views.file, name="file"),
    path("us/files/<uuid:id>/begin", file_views.begin, name="begin"),
    path("us/files/<uuid:id>/pieces", file_views.pieces, name="pieces"),
]
