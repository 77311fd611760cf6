"""Request logs: what was asked of StackOne, and what StackOne asked of the providers."""
