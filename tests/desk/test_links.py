"""What is known of the lines."""

from tui.backend import Link, LinkChanged
from tui.desk import Links


def test_before_anyone_spoke_the_line_is_connecting() -> None:
    links = Links("office")
    assert links.worst.link is Link.connecting
    assert not links.usable("office")


def test_silence_grows_and_the_worst_line_counts() -> None:
    now = 100.0
    links = Links("office", lambda: now)
    assert links.change(LinkChanged(part="office", link=Link.up))
    links.change(LinkChanged(part="crm", link=Link.down, silent=2.0, why="refused"))
    now = 110.0
    assert links.worst.part == "crm"
    assert links.worst.silent == 12.0
    assert links.worst.since == 100.0
    assert links.usable("office")
    assert not links.usable("crm")


def test_since_stays_while_the_line_stays_as_it_is() -> None:
    now = 100.0
    links = Links("office", lambda: now)
    links.change(LinkChanged(part="office", link=Link.down))
    now = 105.0
    links.change(LinkChanged(part="office", link=Link.down, why="again"))
    assert links.worst.since == 100.0
    assert links.change(LinkChanged(part="office", link=Link.up))
    assert not links.change(LinkChanged(part="office", link=Link.up))
