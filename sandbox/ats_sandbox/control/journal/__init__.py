"""What was asked and answered in a world, and how it can be asked about afterwards."""
