"""Rejected reasons: why applications end."""
