"""Linked accounts: the customers' accounts at their providers."""
