"""`python -m webapp.cli` is `liulu`; the parts of `liulu up` are started this way."""

from webapp.cli import main

main(prog_name="liulu")
