"""At home in Python tests: a world for each test, calls without a network, and a guard before the real vendors."""
