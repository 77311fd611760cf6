"""Interviews: list, schedule and read them, add timeslots, and note what candidates answer."""
