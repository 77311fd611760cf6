"""The journal: the recorded exchanges of a world, and queries about them."""
