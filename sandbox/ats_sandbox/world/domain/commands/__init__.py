"""What can be done in a company: the only code that changes its records."""
