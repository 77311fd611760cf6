"""What the company has bought or switched on: shown and switched for each world."""
