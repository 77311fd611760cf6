"""The webhooks of a world: who is told what, what came of it, and what a tester plans for it."""
