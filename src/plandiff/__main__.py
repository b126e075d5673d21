"""`python -m plandiff`."""

from plandiff.cli import run

run()
