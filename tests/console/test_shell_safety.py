"""Text from outside is text; themes and mistakes never stop the desk."""

import asyncio
from pathlib import Path

import pytest
from rich.segment import Segment
from textual.color import Color
from textual.widgets import Input

from tests.support.console_stage import ConsolePlay, console
from tests.support.rehearsal import CREDENTIALS, RehearsalBackend
from tui.backend import Link, LinkChanged, Malformed, Skipped
from tui.console.cleaning import OnlyPrintable
from tui.console.mishaps import log_mishap
from tui.console.screens.desk import DeskScreen
from tui.console.screens.ended import Ended
from tui.console.screens.sign_in import SignIn
from tui.console.themes import COLOUR_DEFAULTS, DEFAULT_THEME, read_themes
from tui.console.widgets.message_line import MessageLine
from tui.model import HandlingState


def test_control_characters_that_a_widget_let_through_are_made_visible() -> None:
    segments = [Segment("plain 张敏"), Segment("a\x1b]52;c;x\x07b\u202ec")]
    cleaned = OnlyPrintable().apply(segments, Color(0, 0, 0))
    assert cleaned[0] is segments[0]
    assert all(segment.text.isprintable() for segment in cleaned)
    assert "^[]52;c;x^G" in cleaned[1].text


async def test_hostile_names_show_as_text_everywhere_on_the_desk(tmp_path: Path) -> None:
    hostile = "[red]VIP[/] {0} \x1b[2J\u202e"
    async with console(tmp_path) as play:
        play.backend.enqueue(number="+4930901999", name=hostile)
        await play.sees("[red]VIP[/] {0}")
        await play.talk(queue="billing", number="+4930901998", name=hostile)
        assert "[red]VIP[/] {0} ^[[2J" in play.rows()[1]
        assert all(row.isprintable() for row in play.rows())


def test_the_default_theme_is_there_and_names_every_colour_of_the_desk() -> None:
    read = read_themes()
    assert read.failures == ()
    default = next(theme for theme in read.themes if theme.name == DEFAULT_THEME)
    assert default.variables.keys() >= COLOUR_DEFAULTS.keys()


@pytest.mark.parametrize(
    "content",
    [
        'name = "bad"\nprimary = "no such colour"',
        'name = "bad"\nprimary = "#fff"\ncolour = "x"',
        "name = ",
        'name = "bad"',
        'name = "bad"\nprimary = "#fff"\n[variables]\nurgent = "loud"',
    ],
)
def test_a_bad_theme_is_reported_by_its_file_and_the_others_are_read(tmp_path: Path, content: str) -> None:
    (tmp_path / "bad.toml").write_text(content, encoding="utf-8")
    (tmp_path / "good.toml").write_text('name = "good"\nprimary = "#336699"', encoding="utf-8")
    read = read_themes(tmp_path)
    assert "good" in [theme.name for theme in read.themes]
    assert "bad" not in [theme.name for theme in read.themes]
    assert [failure.split(":")[0] for failure in read.failures] == ["bad.toml"]


async def test_themes_that_cannot_be_used_are_told_once_and_stop_nothing(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("name = ", encoding="utf-8")
    async with console(tmp_path, size=(160, 40), theme="my-own", theme_folder=tmp_path) as play:
        told = play.screen.query_one(MessageLine).sentence
        assert 'there is no theme "my-own"; bad.toml: ' in told
        assert play.app.theme == DEFAULT_THEME
        play.backend.end_session()
        await play.until(lambda: isinstance(play.app.screen, Ended))
        await play.press("enter")
        await play.until(lambda: isinstance(play.app.screen, SignIn))
        play.app.screen.query_one("#secret", Input).value = CREDENTIALS.secret
        await play.press("enter")
        await play.until(lambda: isinstance(play.app.screen, DeskScreen))
        assert play.screen.query_one(MessageLine).sentence == ""


async def test_a_theme_of_ones_own_is_used(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('name = "mine"\nprimary = "#336699"', encoding="utf-8")
    async with console(tmp_path, theme="mine", theme_folder=tmp_path) as play:
        assert play.app.theme == "mine"
        assert play.screen.query_one(MessageLine).sentence == ""


def test_a_mistake_is_logged_by_type_and_place_alone(caplog: pytest.LogCaptureFixture) -> None:
    try:
        raise ValueError("card 4111 1111 1111 1111")
    except ValueError as error:
        log_mishap(error)
    assert "ValueError" in caplog.text
    assert "test_a_mistake_is_logged" in caplog.text
    assert "4111" not in caplog.text


async def test_what_cannot_be_read_is_said_once_with_its_place_and_the_desk_lives_on(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        _send_unreadable(play, "$.values[0].value.arrived")
        await play.sees("$.values[0].value.arrived should be `datetime`, but is `str`")
        await play.press("f10")
        said = play.screen.query_one(MessageLine).sentence
        _send_unreadable(play, "$.values[7].value.arrived")
        await play.until(lambda: play.desk.skipped["rehearsal"].count == 2)
        await play.pilot.pause()
        assert play.screen.query_one(MessageLine).sentence == said
        _send_unreadable(play, "$.values[7].value.number")
        await play.sees("$.values[7].value.number should be")
        await play.talk()
        assert play.current.state is HandlingState.connected


async def test_a_list_that_cannot_be_read_is_said_too(tmp_path: Path) -> None:
    backend = RehearsalBackend()
    backend.fail("scripts", Malformed("$.items[2].steps", "`array`", "`str`"))
    async with console(tmp_path, backend=backend) as play:
        await play.sees("$.items[2].steps should be `array`, but is `str`")


def _send_unreadable(play: ConsolePlay, path: str) -> None:
    before = play.desk.skipped.get("rehearsal")
    count = before.count + 1 if before else 1
    error = Malformed(path, "`datetime`", "`str`")
    play.backend.tell(Skipped(part="rehearsal", kind="waiting", count=count, error=error))


async def test_an_adapters_own_exception_is_said_in_a_sentence(tmp_path: Path) -> None:
    async with console(tmp_path, size=(120, 40)) as play:
        await play.ring(queue="billing")
        play.backend.fail("perform", KeyError("Zhang Min 88-1204"))
        await play.press("f6")
        await play.sees("The answer was lost.")
        await play.press("f6")
        await play.until(lambda: play.current.state is HandlingState.connected)


async def test_a_name_without_end_costs_no_more_than_any_other(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        await play.talk(queue="billing", number="+4930901998", name="W界" * 50_000)
        async with asyncio.timeout(10):
            await play.write("twenty letters to type")
            await play.sees("twenty letters to type")


async def test_a_line_lost_to_nonsense_says_what_was_wrong(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        wrong = Malformed("$", "text/event-stream", "text/html")
        play.backend.tell_link(LinkChanged(part="rehearsal", link=Link.down))
        await play.sees("The line is lost")
        play.backend.tell_link(LinkChanged(part="rehearsal", link=Link.down, why="nonsense", error=wrong))
        await play.sees("$ should be text/event-stream, but is text/html")
