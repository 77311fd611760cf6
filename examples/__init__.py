"""Small integrations, one for each vendor, as their users would write them. None of them knows of the sandbox."""
