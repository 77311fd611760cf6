"""Explanations of answers: of refusals, and of successes that leave something out."""
