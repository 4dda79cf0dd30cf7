"""The views of the desk as scenes: the same picture every time, played on a rehearsal."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from textual.widgets import Input, TextArea

from tests.support.console_stage import ConsolePlay, console
from tests.support.scene_content import WANG_FANG, ZHANG_MIN, furnished, queue_up
from tests.support.scene_time import SceneTime, standing_still
from tui.model import HandlingState, NextState, Presence

NOTE = "Amount on invoice 7731 differs from contract."

Scene = Callable[[ConsolePlay, SceneTime], Awaitable[None]]


async def idle(play: ConsolePlay, time: SceneTime) -> None:
    """Ready, nobody on the line; four wait."""
    queue_up(play.backend, zhang_min=True)
    time.go_on(42)
    await play.sees("Chen Jie")


async def offered(play: ConsolePlay, time: SceneTime) -> None:
    """Zhang Min rings; others wait."""
    queue_up(play.backend)
    time.go_on(34)
    await play.ring(number=ZHANG_MIN, about="invoice", choices=("2 invoices",), language="zh")
    time.go_on(8)
    await play.sees("Thinks it over")


async def conversation(play: ConsolePlay, time: SceneTime) -> None:
    """Two minutes with Zhang Min, while Wang Fang is held."""
    held = await _hold_wang_fang(play)
    await _talk_with_zhang_min(play, time)
    now, backend = time.wall(), play.backend
    since, recall_at = now - timedelta(seconds=31), now + timedelta(seconds=29)
    backend.put(backend.handling(held).but(since=since, recall_at=recall_at))
    backend.put(backend.floor.get("agent_state", "a1").but(next=_LUNCH))
    await play.sees("then: Lunch")


async def wrap_up(play: ConsolePlay, time: SceneTime) -> None:
    """Zhang Min has hung up; the code is being looked for."""
    await _talk_with_zhang_min(play, time)
    play.backend.caller_hangs_up(play.current.call)
    await play.until(lambda: play.current.state is HandlingState.wrap_up)
    await _kept(play)
    time.go_on(22)
    await play.press("f10")
    await play.sees("A code is missing")
    await play.write("inv")
    await play.sees("inv")


async def find(play: ConsolePlay, time: SceneTime) -> None:
    """Looking for a caller while nobody is on the line."""
    await idle(play, time)
    await play.press("f3")
    await play.write("z")
    await play.write("h")
    await play.sees("Zhao Meng")


SCENES: dict[str, Scene] = {
    "idle": idle,
    "offered": offered,
    "conversation": conversation,
    "wrap-up": wrap_up,
    "find": find,
}
"""Name of a scene -> how to come to it."""

_LUNCH = NextState(presence=Presence.not_ready, reason="lunch")


@asynccontextmanager
async def played(name: str, folder: Path) -> AsyncIterator[ConsolePlay]:
    """A console in the middle of a scene, on the smallest terminal."""
    with standing_still() as time:
        async with console(folder, backend=furnished()) as play:
            await SCENES[name](play, time)
            await _draw(play)
            yield play


async def resize(play: ConsolePlay, size: tuple[int, int]) -> None:
    """The same moment on a terminal of this many columns and rows."""
    await play.pilot.resize_terminal(*size)
    await _draw(play)


async def _hold_wang_fang(play: ConsolePlay) -> str:
    handling = await play.talk(number=WANG_FANG, queue="support", about="delivery")
    await play.press("f7")
    await play.until(lambda: play.current.state is HandlingState.held)
    return handling


async def _talk_with_zhang_min(play: ConsolePlay, time: SceneTime) -> None:
    queue_up(play.backend)
    handling = await play.ring(number=ZHANG_MIN, about="invoice", language="zh", kind="angry")
    await play.press("f6")
    await play.until(lambda: play.current.id == handling and play.current.answered)
    await play.pilot.pause()
    time.go_on(95)
    await play.press("f9", "enter")
    await play.write("88-1204")
    await play.press("enter", "f9")
    await play.write(NOTE)
    await _kept(play)
    backend, call = play.backend, play.current.call
    backend.say(call, "It says 1,204 but the contract says 1,024. I have called twice already!")
    await play.sees("called twice")
    time.go_on(39)
    await play.until(lambda: backend.call(call).identity)
    await play.sees("verified")


async def _kept(play: ConsolePlay) -> None:
    """All words are on the disk, and the screen says so."""
    documents = play.desk.documents
    record = documents.record(play.current.id).id
    await play.until(lambda: documents.status(record).kept_at)
    await play.sees("kept ")


async def _draw(play: ConsolePlay) -> None:
    """Show everything as of the moment it is; no cursor blinks."""
    for widget in play.app.screen.query("*"):
        if isinstance(widget, Input | TextArea):
            widget.cursor_blink = False
    for widget in play.app.shown:
        widget.tick()
    await play.pilot.pause()
