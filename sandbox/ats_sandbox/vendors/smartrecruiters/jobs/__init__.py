"""Jobs: search, open, read and rewrite them, and bring them to a status."""
