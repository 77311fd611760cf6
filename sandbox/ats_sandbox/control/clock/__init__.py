"""The clock of a world."""
