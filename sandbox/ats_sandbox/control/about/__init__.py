"""What this sandbox is and serves."""
