"""What each sense of a key does: a verb of the desk, or a dialog. Returns at once."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from tui.actions import Meaning, survey
from tui.console.dialogs.by_hand import ByHand
from tui.console.dialogs.correct_call import CorrectCall
from tui.console.dialogs.find import Find
from tui.console.dialogs.phrases import Phrases
from tui.console.dialogs.pick_up import PickUp
from tui.console.dialogs.send_digits import Digits
from tui.console.dialogs.state_menu import StateMenu
from tui.console.dialogs.transfer import Transfer
from tui.console.dialogs.unsent import keep_typed
from tui.console.screens.desk import DeskScreen
from tui.console.screens.due import DueDialog
from tui.console.screens.help import Help
from tui.console.screens.leave import Leave
from tui.desk import AgentDesk
from tui.locale import _
from tui.model import Presence, Verb
from tui.text import clip, safe

if TYPE_CHECKING:
    from tui.console.app import DeskApp

_NAME_CELLS = 24
"""Cells of a name in a sentence that has to fit into one row."""
_TELLING_SECONDS = 2.0
"""What follows from one verb for another handling is told at once, or there is nothing to tell."""
MORE_SECONDS = 60
"""Asked for at once with "more time"."""

Do = Callable[["DeskApp", Meaning], None]


def do(console: "DeskApp", meaning: Meaning) -> None:
    """Do what this key means now."""
    _SENSES[meaning.sense](console, meaning)


def _verb(verb: Callable[[AgentDesk, str], Coroutine[Any, Any, object]]) -> Do:
    """A live verb that needs nothing but the handling."""

    def ask(console: "DeskApp", meaning: Meaning) -> None:
        console.perform(verb(console.desk, meaning.handling), doing=verb.__name__)

    return ask


def _answer(console: "DeskApp", meaning: Meaning) -> None:
    """The greeting has to be seen: what was typed in a dialog is offered again when it is opened."""
    console.close_dialogs()
    console.perform(console.desk.answer(meaning.handling), doing="answer")


def _take_next(console: "DeskApp", meaning: Meaning) -> None:
    console.close_dialogs()
    console.perform(console.desk.take_next(), doing="take_next")


def _swap_calls(console: "DeskApp", meaning: Meaning) -> None:
    other = survey(console.desk).waiting_held
    if other is not None:
        console.perform(_hold_and_resume(console, meaning.handling, other.id), doing="swap")


def _swap_back(console: "DeskApp", meaning: Meaning) -> None:
    talking = survey(console.desk).talking
    if talking is not None:
        console.perform(_hold_and_resume(console, talking.id, meaning.handling), doing="swap")


async def _hold_and_resume(console: "DeskApp", here: str, there: str) -> None:
    """Two calls of one agent: hold the one, then speak with the other. A refused hold resumes nothing."""
    desk = console.desk
    await desk.hold(here)
    await _permitted(desk, Verb.resume, there)
    await desk.resume(there)
    desk.choose(there)


async def _permitted(desk: AgentDesk, verb: Verb, handling: str) -> None:
    """Wait until the backend has told that the verb is possible now: it tells of each handling by itself."""
    told = asyncio.Event()
    forget = desk.subscribe(lambda _: told.set())
    try:
        async with asyncio.timeout(_TELLING_SECONDS):
            while not any(h.id == handling and verb in desk.allowed(h) for h in desk.handlings()):
                told.clear()
                await told.wait()
    except TimeoutError:
        pass  # the verb itself says that it is not possible
    finally:
        forget()


def _transfer(verb: Verb) -> Do:
    def choose(console: "DeskApp", meaning: Meaning) -> None:
        console.open_dialog(Transfer(console.desk, meaning.handling, verb))

    return choose


def _leader(console: "DeskApp", meaning: Meaning) -> None:
    """As consult, with the directory's word for leaders typed already."""
    keep_typed(console.desk, Transfer.PLACE, _("leader"))
    console.open_dialog(Transfer(console.desk, meaning.handling, Verb.consult))


def _complete(console: "DeskApp", meaning: Meaning) -> None:
    console.perform(_handed_over(console, meaning.handling), doing="complete")


async def _handed_over(console: "DeskApp", handling: str) -> None:
    if not await console.desk.complete(handling):
        console.say(_("The call went on; your note follows as soon as the link allows."), urgent=True)


def _digits(console: "DeskApp", meaning: Meaning) -> None:
    console.open_dialog(Digits(console.desk, meaning.handling))


def _park(console: "DeskApp", meaning: Meaning) -> None:
    console.perform(_parked(console, meaning), doing="park")


async def _parked(console: "DeskApp", meaning: Meaning) -> None:
    """Whoever is to pick up has to be told the slot."""
    desk = console.desk
    call_id = next((h.call for h in desk.handlings() if h.id == meaning.handling), "")
    await desk.park(meaning.handling)
    call = desk.stores.calls.get(call_id)
    if call is not None and call.slot:
        said = _("{name} is parked in slot {slot}. Ctrl+O u: pick up.")
        name = clip(safe(meaning.name), _NAME_CELLS) or _("The caller")
        console.say(said.replace("{name}", name).replace("{slot}", safe(call.slot)))


def _by_hand(console: "DeskApp", meaning: Meaning) -> None:
    console.open_dialog(ByHand(console.desk))


def _correct(console: "DeskApp", meaning: Meaning) -> None:
    console.open_dialog(CorrectCall(console.desk, meaning.handling))


def _find(console: "DeskApp", meaning: Meaning) -> None:
    console.open_dialog(Find(console.desk))


def _phrases(console: "DeskApp", meaning: Meaning) -> None:
    current = console.desk.current
    dialog = Phrases(console.desk, handling=current.id if current else "")
    console.open_dialog(dialog, then=lambda phrase: _insert(console, phrase))


def _insert(console: "DeskApp", phrase: str | None) -> None:
    """Put a ready sentence into the note that shows."""
    if phrase and isinstance(console.screen, DeskScreen):
        console.screen.note.insert(phrase)
        console.screen.note.focus_here()


def _pick_up(console: "DeskApp", meaning: Meaning) -> None:
    console.open_dialog(PickUp(console.desk))


def _extend(console: "DeskApp", meaning: Meaning) -> None:
    console.perform(console.desk.extend(meaning.handling, MORE_SECONDS), doing="extend")


def _ready(console: "DeskApp", meaning: Meaning) -> None:
    console.perform(console.desk.set_state(Presence.ready), doing="ready")


def _state_menu(console: "DeskApp", meaning: Meaning) -> None:
    console.open_dialog(StateMenu(console.desk))


def _leave(console: "DeskApp", meaning: Meaning) -> None:
    console.open_dialog(Leave(console.desk))


def _help(console: "DeskApp", meaning: Meaning) -> None:
    console.open_dialog(Help(console.desk))


def _due(console: "DeskApp", meaning: Meaning) -> None:
    console.open_dialog(DueDialog(console.desk))


def _on_screen(place: Callable[[DeskScreen], None]) -> Do:
    """Something the desk screen does by itself, once no dialog is over it."""

    def go(console: "DeskApp", meaning: Meaning) -> None:
        console.close_dialogs()
        if isinstance(console.screen, DeskScreen):
            place(console.screen)

    return go


_SENSES: dict[str, Do] = {
    "answer": _answer,
    "take_next": _take_next,
    "by_hand": _by_hand,
    "drop": _verb(AgentDesk.drop),
    "hang_up": _verb(AgentDesk.hang_up),
    "hold": _verb(AgentDesk.hold),
    "resume": _verb(AgentDesk.resume),
    "swap": _verb(AgentDesk.swap),
    "swap_calls": _swap_calls,
    "swap_back": _swap_back,
    "send": _transfer(Verb.transfer),
    "consult": _transfer(Verb.consult),
    "leader": _leader,
    "complete": _complete,
    "join": _verb(AgentDesk.conference),
    "mute": _verb(AgentDesk.mute),
    "unmute": _verb(AgentDesk.unmute),
    "record": _verb(AgentDesk.record),
    "pause": _verb(AgentDesk.pause_recording),
    "digits": _digits,
    "park": _park,
    "correct": _correct,
    "find": _find,
    "phrases": _phrases,
    "pick_up": _pick_up,
    "extend": _extend,
    "ready": _ready,
    "not_ready": _state_menu,
    "after_call": _state_menu,
    "decline": _state_menu,
    "state_menu": _state_menu,
    "sign_out": _leave,
    "help": _help,
    "due": _due,
    "script": _on_screen(DeskScreen.change_script_and_note),
    "wrap_up": _on_screen(DeskScreen.change_call_and_wrap_up),
    "file": _on_screen(DeskScreen.show_wrap_up),
    "queue": _on_screen(DeskScreen.go_to_queue),
    "briefing": _on_screen(DeskScreen.go_to_briefing),
    "next_call": _on_screen(DeskScreen.choose_next),
}
