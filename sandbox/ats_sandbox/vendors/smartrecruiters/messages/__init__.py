"""The Message API: what people tell each other about candidates."""
