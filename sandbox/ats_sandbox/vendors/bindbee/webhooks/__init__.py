"""Webhooks: who is told of syncs, in which bytes, and the log of what was told. They are made in the dashboard only."""
