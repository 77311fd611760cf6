"""Jobs: requisitions, their statuses and notes."""
