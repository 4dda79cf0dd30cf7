"""Keeping what is known about a crash, without locals and without secrets."""

import traceback

from tui.settings import state_folder
from tui.text import redact


def keep_crash(error: BaseException) -> str:
    """Write the trace to the crash log; the answer is the sentence that says where it is."""
    try:
        path = state_folder() / "crash.log"
        path.touch(mode=0o600)
        path.write_text(redact("".join(traceback.format_exception(error))), encoding="utf-8")
    except OSError:
        return "Its details could not be written to a file."
    return f"Details are in {path}; please report them."
