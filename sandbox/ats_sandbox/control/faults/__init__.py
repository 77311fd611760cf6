"""Faults injected by a tester: which requests they happen to, when, and how."""
