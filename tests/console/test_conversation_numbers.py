"""Numbers and places, as the caller card shows them."""

from datetime import UTC, datetime

import pytest

from tui.console.numbers import clock_there, country_of, region_of, shown_number, zone_of

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("number", "home", "shown"),
    [
        ("+8613800138000", "CN", "138 0013 8000"),
        ("+8613800138000", "", "+86 138 0013 8000"),
        ("+4930901820", "CN", "+49 30 901820"),
        ("+862163294400", "CN", "021 6329 4400"),
        ("8001", "CN", "8001"),
        ("", "CN", ""),
        ("+999", "", "+999"),
        ("sip:\x1b[2Janna", "", "sip:^[[2Janna"),
    ],
)
def test_a_number_is_written_as_its_country_writes_it(number: str, home: str, shown: str) -> None:
    assert shown_number(number, home) == shown


def test_a_number_tells_country_and_zone() -> None:
    assert region_of("+4930901820") == "DE"
    assert country_of("+4930901820") in {"Germany", "DE"}
    assert zone_of("+4930901820") == "Europe/Berlin"


def test_an_extension_tells_nothing() -> None:
    assert (region_of("8001"), country_of("8001"), zone_of("8001")) == ("", "", "")


def test_the_clock_there_is_that_of_the_zone() -> None:
    assert clock_there("Asia/Shanghai", NOON) == "20:00"


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../../etc/passwd", "/etc/passwd"])
def test_an_unknown_zone_has_no_clock(zone: str) -> None:
    assert clock_there(zone, NOON) == ""
