"""Notes: what was written about candidates."""
