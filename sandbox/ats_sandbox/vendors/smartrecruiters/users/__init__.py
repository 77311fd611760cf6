"""The User API: who works with the system."""
