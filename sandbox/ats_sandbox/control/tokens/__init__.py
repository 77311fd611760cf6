"""Tokens that expire, issued to the clients of a world."""
