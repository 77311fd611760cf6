"""The worlds of one sandbox, by name."""

from sandbox.control.worlds.worlds import DEFAULT, Worlds

__all__ = ["DEFAULT", "Worlds"]
