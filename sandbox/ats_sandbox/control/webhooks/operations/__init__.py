"""The webhooks of a world over HTTP: subscriptions, deliveries, the inbox, and what is planned to go wrong."""
