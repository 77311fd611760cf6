"""Assessments: tests that candidates take elsewhere."""
