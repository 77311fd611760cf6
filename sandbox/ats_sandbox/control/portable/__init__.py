"""Worlds as JSON documents, to keep, to share and to load again."""
