"""The command line to a running server: one group of commands for each noun of the tester's side."""
