"""The Configuration API: what the company has set up."""
