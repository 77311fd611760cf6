"""Job postings: the advertisements of jobs."""
