"""Tokens of a tester's own, and what their holders may do and see."""
