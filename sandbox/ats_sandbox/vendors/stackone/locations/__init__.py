"""Locations: the company's offices."""
