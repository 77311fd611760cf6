"""Python tests: a world for each test, calls without a network, and a guard against the real vendors."""
