"""Connect sessions: invitations to a customer to link an account."""
