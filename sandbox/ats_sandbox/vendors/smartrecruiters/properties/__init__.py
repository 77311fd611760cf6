"""Candidate properties: what a company has defined, what candidates have, and the property of onboarding."""
