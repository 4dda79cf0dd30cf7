"""Telephone numbers as people of their country write them, and what they tell about the caller.

The tables behind it load on first use, so a desk that shows no number pays nothing. The places inside
a country are left out on purpose: their table alone takes 100 MB.
"""

import zoneinfo
from contextlib import suppress
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from tui.text import safe

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber


def shown_number(number: str, home: str = "") -> str:
    """The number grouped as its country does; without the country code if that is `home`.

    A text that is no full number (an extension, "sip:anna") is shown as it is, made safe.
    """
    if _parsed(number) is None:
        return safe(number)
    return _grouped(number, national=bool(home) and _region(number) == home)


def region_of(number: str) -> str:
    """ISO code of the number's country, such as "CN"; empty where it tells none."""
    return _region(number)


def country_of(number: str) -> str:
    """Name of the number's country, its ISO code where the machine knows no name, or empty."""
    region = _region(number)
    return _countries().get(region, region)


def zone_of(number: str) -> str:
    """IANA name of the time zone the number most likely is in; empty where it tells none."""
    parsed = _parsed(number)
    if parsed is None:
        return ""
    from phonenumbers import timezone

    zones: tuple[str, ...] = timezone.time_zones_for_number(parsed)
    known = [zone for zone in zones if zone != timezone.UNKNOWN_TIMEZONE]
    return known[0] if known else ""


def clock_there(zone: str, now: datetime) -> str:
    """The wall clock in that zone, "14:03"; empty for a zone this machine does not know."""
    with suppress(ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        return f"{now.astimezone(zoneinfo.ZoneInfo(zone)):%H:%M}" if zone else ""
    return ""


@lru_cache(maxsize=2048)
def _parsed(number: str) -> "PhoneNumber | None":
    if not number.startswith("+"):
        return None
    import phonenumbers

    with suppress(phonenumbers.NumberParseException):
        return phonenumbers.parse(number)
    return None


@lru_cache(maxsize=2048)
def _region(number: str) -> str:
    parsed = _parsed(number)
    if parsed is None:
        return ""
    import phonenumbers

    return phonenumbers.region_code_for_number(parsed) or ""


@lru_cache(maxsize=2048)
def _grouped(number: str, *, national: bool) -> str:
    import phonenumbers

    parsed = _parsed(number)
    if parsed is None:
        return number
    form = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(parsed, form.NATIONAL if national else form.INTERNATIONAL)


@cache
def _countries() -> dict[str, str]:
    """Names of countries as the machine's own time zone data spells them."""
    for folder in zoneinfo.TZPATH:
        table = Path(folder) / "iso3166.tab"
        with suppress(OSError):
            lines = table.read_text(encoding="utf-8").splitlines()
            return dict(_pair(line) for line in lines if line[2:3] == "\t")
    return {}


def _pair(line: str) -> tuple[str, str]:
    code, _, name = line.partition("\t")
    return code, name
