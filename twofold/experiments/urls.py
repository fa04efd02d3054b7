"""The addresses of experiments."""

from typing import Any

app_name = "experiments"
urlpatterns: list[Any] = []
