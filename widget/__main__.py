"""`python -m widget` is the command `meanwhile`."""

from widget.command.main import main

main(prog_name="meanwhile")
