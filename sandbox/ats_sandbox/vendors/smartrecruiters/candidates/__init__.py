"""The Candidate API: people, and their applications."""
