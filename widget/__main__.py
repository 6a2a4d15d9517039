"""`python -m widget` is the command `meanwhile`."""

from widget.cli import main

main(prog_name="meanwhile")
