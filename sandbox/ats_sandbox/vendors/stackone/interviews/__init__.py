"""Interviews: meetings about applications, whole and under their application."""
