"""What a tester lets go wrong on purpose: which requests, when, and in what way."""
