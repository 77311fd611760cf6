"""Orders of assessments and of background checks, the packages to order, and what came of them."""
