"""Candidates: the people, in the talent pool and on jobs, and their tags."""
