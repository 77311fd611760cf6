"""Interviews and their timeslots."""
