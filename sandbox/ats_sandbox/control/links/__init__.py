"""Links to other systems: what they are, and bringing one to a state."""
