"""Named states of an application, with the history that a real one would have."""
