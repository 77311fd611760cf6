"""Connectors: the providers that accounts can be linked at."""
