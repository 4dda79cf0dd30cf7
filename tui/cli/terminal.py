"""Is there a terminal to draw on?"""

import sys

from tui.cli.exits import Exit, Trouble

_INSTEAD = (
    "this needs a terminal, and standard input or output is not one. "
    'Run it in a terminal (with ssh: "ssh -t"), or use "cordboard demo --no-console" or '
    '"cordboard serve" and speak HTTP.'
)


def require_terminal() -> None:
    """Raises Trouble (exit code 2) unless both input and output are a terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Trouble(_INSTEAD, Exit.usage)
