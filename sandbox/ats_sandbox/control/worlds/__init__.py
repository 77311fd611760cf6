"""The worlds of one sandbox, by name."""
