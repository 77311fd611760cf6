"""Users: the company's own people."""
