"""Offers made to candidates."""
