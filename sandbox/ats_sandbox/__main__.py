"""`python -m ats_sandbox`: the command line."""

from ats_sandbox.cli import main

main(prog_name="ats-sandbox")
