"""SmartOnboard: what becomes of those who were hired, until their first day."""
