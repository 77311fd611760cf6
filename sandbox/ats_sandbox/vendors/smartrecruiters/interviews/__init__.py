"""The Interview API: interviews and their timeslots."""
