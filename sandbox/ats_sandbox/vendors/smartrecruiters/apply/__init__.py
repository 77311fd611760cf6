"""The Application API: apply to a published ad on a candidate's behalf."""
