"""Custom fields: what the customer defined at the provider, and the values of each record."""
