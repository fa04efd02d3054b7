"""Twofold: a private place for two, on a computer of your own."""

__version__ = "0.1.0"
