"""Jobs: the requisitions."""
