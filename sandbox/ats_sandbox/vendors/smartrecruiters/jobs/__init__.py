"""The Job API: requisitions, their ads and positions."""
