"""Changes: the history of an application, property by property."""
