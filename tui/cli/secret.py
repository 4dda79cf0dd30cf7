"""Where an agent's secret comes from. Never from the command line: process lists are public."""

import os
import shlex
import subprocess

from tui.cli.exits import Exit, Trouble
from tui.settings import Profile

VARIABLE = "CORDBOARD_SECRET"
_WITHIN = 30.0


def secret_for(profile: Profile, staff_number: str) -> str:
    """From a demo's own table, the environment, or the profile's command; empty: it must be asked for.

    Raises:
        Trouble: the command failed or printed nothing.
    """
    if staff_number in profile.agents:
        return profile.agents[staff_number]
    if given := os.environ.get(VARIABLE, ""):
        return given
    return _printed_by(profile.secret_command) if profile.secret_command else ""


def _printed_by(command: str) -> str:
    try:
        done = subprocess.run(shlex.split(command), stdout=subprocess.PIPE, timeout=_WITHIN, check=True)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise _failed(command, error) from error
    secret = done.stdout.decode(errors="replace").partition("\n")[0].strip("\r")
    if not secret:
        raise Trouble(f"secret_command printed nothing: {_program(command)}.", Exit.configuration)
    return secret


def _failed(command: str, error: Exception) -> Trouble:
    # Only the program's name: arguments of a secret's command may be secrets too.
    why = error.strerror if isinstance(error, OSError) else type(error).__name__
    if isinstance(error, subprocess.CalledProcessError):
        why = f"exit code {error.returncode}"
    return Trouble(f"secret_command failed ({_program(command)}: {why}); run it by hand.", Exit.configuration)


def _program(command: str) -> str:
    return command.split(maxsplit=1)[0]
