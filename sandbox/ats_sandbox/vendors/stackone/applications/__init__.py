"""Applications: a candidate on a job."""
