"""From a key to what it does: the prefix key, the guard, who is asked first, what is refused and why."""

from typing import TYPE_CHECKING

from textual.events import Key

from tui.actions import BY_ID, Guard, Meaning, Situation, action_after_prefix, key_words, meanings, survey
from tui.console.base import DeskDialog, TakesActions
from tui.console.doing import do
from tui.console.screens.desk import DeskScreen
from tui.locale import _
from tui.model import HandlingState

if TYPE_CHECKING:
    from tui.console.app import DeskApp

RUNG_ENOUGH = 0.5
"""Seconds a call must have rung before Enter answers it: less is a key meant for something else."""
_AT_ANY_TIME = frozenset(
    {"help", "find", "due", "queue", "briefing", "phrases", "script", "state_menu", "next_call"}
)
"""Actions that always mean the same: the guard leaves them alone."""


class DeskKeys:
    """The keys of one console. They act on the current handling of the desk, or on who offers more."""

    def __init__(self, console: "DeskApp", guard: Guard) -> None:
        self._console = console
        self._guard = guard
        self._seen = Situation()
        self._has_refused = False
        self.prefix_pressed = False
        """The next key is looked up in the table of actions."""

    @property
    def seen(self) -> Situation:
        """The desk as it was when it last told of a change: good enough to draw, not to act on."""
        return self._seen

    def observe(self) -> None:
        """Something changed: remember which keys mean something else now."""
        self._seen = survey(self._console.desk)
        self._guard.observe(meanings(self._seen))

    def words(self, name_width: int) -> dict[str, str]:
        """Action id -> what it would do now, for all that is possible, whoever does it."""
        words = {meaning.action: meaning.text(name_width) for meaning in meanings(self._seen).values()}
        for asked in reversed(self._asked_first()):
            words |= {action: text for action, text in asked.offers().items() if not self._rings(action)}
        return words

    def hints(self) -> list[tuple[str, str]]:
        """Keys that the place of work handles itself, such as Enter: how they are written, what they do."""
        return [hint for asked in self._asked_first() for hint in asked.hints()]

    def press(self, action: str) -> None:
        """Do what this action means now, or say why not."""
        self.prefix_pressed = False
        self._console.say("")
        if not self._rings(action):
            for asked in self._asked_first():
                if action in asked.offers():
                    asked.do(action)
                    return
        meaning = meanings(survey(self._console.desk)).get(action)
        if meaning is None:
            self._refuse(action)
        elif action not in _AT_ANY_TIME and not self._guard.settled(action):
            self._too_soon(meaning)
        else:
            self._take_back_refusal()
            do(self._console, meaning)

    def _take_back_refusal(self) -> None:
        """What a key said of not being taken goes once one is taken."""
        if self._has_refused:
            self._has_refused = False
            self._console.say("")

    def press_after_prefix(self, key: Key) -> None:
        """The key after the prefix key."""
        self.prefix_pressed = False
        if key.key == "escape":
            return
        action = action_after_prefix(key.key, key.character)
        if action:
            self.press(action)
        else:
            self._console.say(_("No action lies on that key. F1 or Ctrl+O 1 lists them all."))

    def enter_answers(self) -> bool:
        """Whether Enter belongs to what rings: the focus is in the empty note or the queue."""
        console = self._console
        ringing = survey(self._console.desk).ringing
        return (
            ringing is not None
            and isinstance(console.screen, DeskScreen)
            and console.screen.may_answer_by_enter()
        )

    def press_enter(self) -> None:
        """Answer what rings, unless it began to ring only just now."""
        ringing = survey(self._console.desk).ringing
        if ringing is None or ringing.state is not HandlingState.offered:
            return
        if ringing.offered and self._console.desk.clock.age(ringing.offered) < RUNG_ENOUGH:
            self._console.say(_("It has only just begun to ring. Press again to answer."))
        else:
            self.press("green")

    def _rings(self, action: str) -> bool:
        """The green key answers what rings, whatever list has the focus."""
        return action == "green" and survey(self._console.desk).ringing is not None

    def _asked_first(self) -> list[TakesActions]:
        screen = self._console.screen
        if isinstance(screen, DeskDialog):
            return [screen]
        return list(screen.asked_first()) if isinstance(screen, DeskScreen) else []

    def _refuse(self, action: str) -> None:
        listed = BY_ID[action]
        key = key_words(listed.key) if listed.key else listed.letter
        sentence = _("{key} {words}: not possible now. The last row shows what is.")
        self._has_refused = True
        self._console.say(sentence.replace("{key}", key).replace("{words}", _(listed.words)))

    def _too_soon(self, meaning: Meaning) -> None:
        listed = BY_ID[meaning.action]
        key = key_words(listed.key) if listed.key else listed.letter
        sentence = _('{key} has just become "{words}". Nothing was done; press again if you mean it.')
        self._has_refused = True
        self._console.say(sentence.replace("{key}", key).replace("{words}", meaning.text()))
