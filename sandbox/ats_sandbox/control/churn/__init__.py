"""Changes between the pages of a walk, by a given script, as they happen in production."""
