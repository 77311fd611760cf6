"""Webhooks: who is told of what, in which bytes. They are set up in the dashboard; the API makes test events only."""
