"""When something is due, in the words people type: "tomorrow 10:00", "+2h", "Mon 9", "2026-11-23 14:30"."""

import re
import unicodedata
from contextlib import suppress
from datetime import datetime, time, timedelta

_START_OF_DAY = time(9)
"""For a day without a time."""
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_DAYS = {"today": 0, "tomorrow": 1, "今天": 0, "明天": 1, "后天": 2, "後天": 2}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CHINESE_WEEKDAYS = "一二三四五六日"
_LONGEST = 40
"""Characters; longer than any due time is written."""


def due_moment(text: str, now: datetime) -> datetime | None:
    """The moment meant, in the zone of `now`; None if it is not understood or already past.

    A time alone means its next occurrence, a weekday the next such day, a day alone nine o'clock.
    """
    words = unicodedata.normalize("NFKC", text).casefold().split()
    if not words or len(text) > _LONGEST:
        return None
    with suppress(ValueError, OverflowError):
        moment = _relative(words, now) or _absolute(words, now)
        return moment if moment and moment >= now.replace(second=0, microsecond=0) else None
    return None


def shown_due(moment: datetime, now: datetime) -> str:
    """A due moment in words that `due_moment` reads back: "15:00", "tomorrow 10:00", "2026-11-23 09:00"."""
    local = moment.astimezone(now.tzinfo)
    days = (local.date() - now.date()).days
    if days == 0:
        return f"{local:%H:%M}"
    if days == 1:
        return f"tomorrow {local:%H:%M}"
    return f"{local:%Y-%m-%d %H:%M}"


def _relative(words: list[str], now: datetime) -> datetime | None:
    """ "+2h", "+1h30m", "in 20 min"."""
    text = "".join(words)
    text = "+" + text[2:] if text.startswith("in") else text
    parts = re.findall(r"(\d{1,4})(m|h|d|w)[a-z]*", text)
    if not text.startswith("+") or not parts or not re.fullmatch(r"\+(\d{1,4}[a-z]+)+", text):
        return None
    span = sum((timedelta(**{_UNITS[unit]: int(count)}) for count, unit in parts), timedelta())
    return _at_minute(now + span)


def _absolute(words: list[str], now: datetime) -> datetime | None:
    whole = _iso(" ".join(words), now)
    if whole:
        return whole
    day, rest = _day(words[0], now)
    if day is None:
        return _next_time(words, now)
    if rest is None:
        return None
    hour = _time(" ".join([*rest, *words[1:]])) if rest or words[1:] else _START_OF_DAY
    if hour is None:
        return None
    moment = datetime.combine(day.date(), hour, now.tzinfo)
    return moment + timedelta(weeks=1) if _is_weekday(words[0]) and moment < now else moment


def _iso(text: str, now: datetime) -> datetime | None:
    if not re.match(r"\d{4}-\d{2}-\d{2}", text):
        return None
    moment = datetime.fromisoformat(text.upper())
    if len(text) <= len("2026-11-23"):
        moment = datetime.combine(moment.date(), _START_OF_DAY)
    return moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)


def _day(word: str, now: datetime) -> tuple[datetime | None, list[str] | None]:
    """The day a first word names, and what of the word is left for the time: "明天10:00"."""
    for name, offset in _DAYS.items():
        if word.startswith(name):
            return now + timedelta(days=offset), [word[len(name) :]] if word != name else []
    if _is_weekday(word):
        ahead = (_weekday(word) - now.weekday()) % 7
        return now + timedelta(days=ahead), []
    return None, None


def _is_weekday(word: str) -> bool:
    return _weekday(word) >= 0


def _weekday(word: str) -> int:
    """0 for Monday to 6; -1 for any other word."""
    chinese = re.fullmatch(r"(?:周|星期|礼拜|週)([一二三四五六日天])", word)
    if chinese:
        return _CHINESE_WEEKDAYS.index(chinese[1].replace("天", "日"))
    short = word.rstrip(".")
    return next((i for i, day in enumerate(_WEEKDAYS) if len(short) >= 3 and day.startswith(short)), -1)


def _next_time(words: list[str], now: datetime) -> datetime | None:
    hour = _time(" ".join(words))
    if hour is None or not re.search(r"[:.h点點apm]", " ".join(words)):
        return None
    moment = datetime.combine(now.date(), hour, now.tzinfo)
    return moment if moment >= now else moment + timedelta(days=1)


def _time(text: str) -> time | None:
    """ "9", "9:30", "9.30", "0930", "9am", "4 pm", "10点", "10点30"."""
    form = r"(?:at )?(\d{1,2})(?:[:.h点點]?(\d{2})?分?)\s*(am|pm)?"
    found = re.fullmatch(form, text.strip().replace("o'clock", ""))
    if not found:
        return None
    hour = int(found[1])
    if found[3]:
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    return time(hour, int(found[2] or 0))


def _at_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)
