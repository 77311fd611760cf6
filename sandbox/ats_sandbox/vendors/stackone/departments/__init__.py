"""Departments of the company."""
