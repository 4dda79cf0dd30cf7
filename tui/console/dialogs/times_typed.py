"""Times and lengths as people type them. Pure: no widget."""

from datetime import datetime, timedelta

from tui.text import digits


def moment_of(typed: str, now: datetime) -> datetime | None:
    """A time of day, "14:03" or "1403", as the last such moment before `now`; None: it is no time."""
    parts = _parts(typed)
    if parts is None:
        return None
    hours, minutes = parts
    if hours > 23 or minutes > 59:
        return None
    at = now.astimezone().replace(hour=hours, minute=minutes, second=0, microsecond=0)
    return at if at <= now else at - timedelta(days=1)


def seconds_of(typed: str) -> int | None:
    """A length, "3:20" or "4" for minutes, in seconds; None: it is no length."""
    minutes, _colon, seconds = typed.strip().replace("\uff1a", ":").partition(":")
    whole, rest = digits(minutes), digits(seconds)
    if whole != _plain(minutes) or rest != _plain(seconds) or not (whole or rest) or len(whole) > 4:
        return None
    if rest and (len(rest) > 2 or int(rest) > 59):
        return None
    return int(whole or 0) * 60 + int(rest or 0)


def _parts(typed: str) -> tuple[int, int] | None:
    text = _plain(typed.strip().replace("\uff1a", ":").replace(".", ":"))
    hours, colon, minutes = text.partition(":")
    if not colon and hours.isdigit() and len(hours) in (3, 4):
        hours, minutes = hours[:-2], hours[-2:]
    fits = hours.isdigit() and minutes.isdigit() and len(hours) <= 2 and len(minutes) == 2
    return (int(hours), int(minutes)) if fits else None


def _plain(text: str) -> str:
    """Full-width digits as ASCII, everything else as it is."""
    return "".join(digits(character) or character for character in text)
