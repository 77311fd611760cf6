"""Lists: selections that recruiters keep."""
