"""Sealing: fields that refuse what is not sealed, and the Python side of age. Knows no room."""
