"""Persistent tables: records, their indexes and their order, shared between states."""
