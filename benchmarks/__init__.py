"""Repeatable measurements of the sandbox, each beside a peer or a bare application in the same run."""
