"""Snapshots of a world, and what changed since."""
