"""Candidates: the people."""
