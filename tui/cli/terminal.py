"""Is there a terminal to draw on?"""

import sys

from tui.cli.exits import Exit, Trouble

_INSTEAD = (
    "this needs a terminal, and standard input, output or error is not one. "
    'Run it in a terminal (with ssh: "ssh -t"), or use "cordboard demo --no-console" or '
    '"cordboard serve" and speak HTTP.'
)


def require_terminal() -> None:
    """Raises Trouble (exit code 2) unless input, output and error are all a terminal."""
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise Trouble(_INSTEAD, Exit.usage)
