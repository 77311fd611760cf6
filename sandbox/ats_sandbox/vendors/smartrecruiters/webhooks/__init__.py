"""The Webhook Subscriptions API: who is called back about which events, with which keys, and what came of it."""
