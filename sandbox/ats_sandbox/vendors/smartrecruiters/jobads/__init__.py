"""Job ads: what is advertised for a job, once for each language."""
