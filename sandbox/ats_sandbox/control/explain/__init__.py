"""Why an answer is what it is: for refusals, and for successes that do not say everything."""
