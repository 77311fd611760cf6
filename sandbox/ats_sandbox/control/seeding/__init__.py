"""A tester's own data, laid over a world: named records, each put there by the world's own verbs."""
