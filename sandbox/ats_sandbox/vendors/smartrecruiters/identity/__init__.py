"""The OAuth 2 server: tokens for clients, and for users who allowed them."""
