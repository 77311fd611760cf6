"""The Audit API: who did what."""
