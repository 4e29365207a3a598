"""The command line. What every command keeps to: exit 0 done, 1 input refused, 2 wrong usage; messages on stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and give its exit code; as a script, the process ends with it."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that cannot show a sign shows "?", and nothing breaks
            stream.reconfigure(errors="replace")
    try:
        from casekit.cli.frame import run

        code = run(given)
        sys.stdout.flush()
    except KeyboardInterrupt:  # before there were words to say it in
        code = 1
    except BrokenPipeError:  # the reader of a pipe has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    if arguments is None:
        sys.exit(code)
    return code
