"""Scorecards: reviews of candidates."""
