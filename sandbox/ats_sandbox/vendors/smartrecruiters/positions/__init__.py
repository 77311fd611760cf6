"""Positions: the seats that a job fills."""
