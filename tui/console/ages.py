"""Ages and times as columns that line up."""

from datetime import datetime

from tui.text import spoken_age

_HOUR = 3600


def age_column(seconds: float) -> str:
    """An age of at most six cells: "0:08", "59:59", from an hour on "1h05", from a day on "2d"."""
    hours, rest = divmod(max(0, int(seconds)), _HOUR)
    if hours >= 24:
        return f"{hours // 24}d"
    return f"{hours}h{rest // 60:02}" if hours else spoken_age(seconds)


def wall_time(moment: datetime) -> str:
    """The hour and minute here."""
    return f"{moment.astimezone():%H:%M}"


def wall_seconds(moment: datetime) -> str:
    """The time of day here, to the second."""
    return f"{moment.astimezone():%H:%M:%S}"
