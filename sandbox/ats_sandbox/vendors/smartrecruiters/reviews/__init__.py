"""The Review API: what people think of candidates, and what they are asked to look at."""
