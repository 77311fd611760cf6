"""The vendors' rate limits in one world: counted, or enforced."""
