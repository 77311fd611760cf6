"""Consent of candidates to being kept on file, and requests for it."""
