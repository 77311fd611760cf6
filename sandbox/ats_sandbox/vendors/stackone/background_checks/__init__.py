"""Background checks: what others find out about candidates."""
