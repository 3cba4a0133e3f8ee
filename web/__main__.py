"""`python -m web COMMAND`: the same commands as `cspr COMMAND` and `python3 run.py COMMAND`."""

from web.commands import main

main(prog_name="cspr")
