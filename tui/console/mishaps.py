"""Mistakes of our own: logged without callers' data, never the end of the app."""

import logging
import traceback

log = logging.getLogger("tui.console")


def log_mishap(error: BaseException) -> None:
    """Log where it happened and of what type it was. No message, no locals: they may hold callers' data."""
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames[-8:]))
    log.error("mistake in the console: %s at %s", type(error).__name__, places)
