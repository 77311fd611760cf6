"""Work that vendors do after they have answered: how long each kind takes in a world, and whether it fails."""
