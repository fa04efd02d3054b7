"""The room of album: photos and memories, and the sealed files behind them."""

from django.apps import AppConfig


class AlbumConfig(AppConfig):
    name = "twofold.album"
