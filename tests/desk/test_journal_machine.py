"""Edits, lost answers and crashes in any order: nothing kept is lost, and each document takes effect once."""

import asyncio
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.rehearsal import CREDENTIALS, RehearsalBackend
from tui.backend import NotSent, OutcomeUnknown, RateLimited, Snapshot
from tui.desk import Content, DeskClock, Documents, Stores
from tui.desk.journal import Journal, JournalKey
from tui.model import Caller, FollowUp, Record, record_id

STEPS = ("note", "follow_up", "caller", "submit", "keep", "send", "crash", "not sent", "lost", "limited")
HERE = "h1"


class Shift:
    """One desk's documents, driven by hand; `crash` forgets everything that is not on disk."""

    def __init__(self, state_dir: Path) -> None:
        self.backend = RehearsalBackend()
        self._state_dir = state_dir
        self.newest: dict[str, str] = {}
        """Document id -> what was written last and may not be lost."""
        self._unkept: dict[str, str] = {}

    async def open(self) -> None:
        session = await self.backend.sign_in(CREDENTIALS)
        journal = Journal(self._state_dir, JournalKey(backend="r", agent="a1"))
        stores = Stores("a1")
        self._stores = stores
        self.documents = Documents(
            session, stores, Content(), DeskClock(), journal, lambda: None, lambda body: None
        )
        await self.documents.keeping.load()
        self.documents.delivery.is_entitled = True

    async def crash(self) -> None:
        await self.documents.keeping.journal.close()
        self.documents.keeping.cancel()
        self._unkept.clear()
        await self.open()

    async def step(self, what: str, number: int) -> None:
        text = f"text {number}"
        match what:
            case "note":
                record = self.documents.edit_record(HERE, note=text)
                self._unkept[record.id] = text
            case "submit":
                self.documents.submit(HERE)
                self._unkept[record_id(HERE)] = self.documents.record(HERE).note
            case "follow_up":
                self._note("f1", text)
                there = self._there("f1")
                row = there if isinstance(there, FollowUp) else FollowUp(id="f1")
                self.documents.save_follow_up(row.but(about=text))
            case "caller":
                self._note("c9", text)
                there = self._there("c9")
                caller = there if isinstance(there, Caller) else Caller(id="c9", name="")
                self.documents.save_caller(caller.but(name=text))
            case "keep":
                await self.documents.keeping.now()
                self._all_kept()
            case "crash":
                await self.crash()
            case _:
                await self._send(what)

    def _note(self, id_: str, text: str) -> None:
        self._unkept[id_] = text

    def _there(self, id_: str) -> object:
        """The newest row a form would show."""
        document = self.documents.shelf.get(id_)
        if document is not None:
            return document.body
        return self.backend.floor.values.get("follow_up", {}).get(id_) or self.backend.callers.get(id_)

    async def _send(self, what: str) -> None:
        if what == "not sent":
            self.backend.fail("save", NotSent())
        elif what == "limited":
            self.backend.fail("save", RateLimited(1.0))
        elif what == "lost":
            self.backend.fail("save", OutcomeUnknown(), after_effect=True)
        self._see_events()
        await self.documents.delivery.send_all()
        self._all_kept()

    def _all_kept(self) -> None:
        """Whatever is sent was kept before."""
        self.newest |= self._unkept
        self._unkept.clear()

    def _see_events(self) -> None:
        values = tuple(self.backend.floor.all("follow_up"))
        kinds = frozenset({"follow_up"})
        self._stores.apply(Snapshot(source=self.backend.floor.source, kinds=kinds, values=values))

    async def converge(self) -> None:
        self.backend.forgive()
        for _ in range(4):
            self._see_events()
            await self.documents.delivery.send_all()
        await self.documents.keeping.close()
        await self.documents.keeping.journal.close()


async def _live_through(steps: list[str], state_dir: Path) -> Shift:
    shift = Shift(state_dir)
    await shift.open()
    for number, what in enumerate(steps):
        await shift.step(what, number)
    await shift.crash()
    await shift.converge()
    return shift


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(STEPS), max_size=25))
def test_whatever_happens_all_that_was_kept_arrives_once(steps: list[str]) -> None:
    with tempfile.TemporaryDirectory() as directory:
        shift = asyncio.run(_live_through(steps, Path(directory)))
    assert shift.documents.unsent() == ()
    there = {
        record_id(HERE): shift.backend.records.get(record_id(HERE), Record(id="")).note,
        "f1": getattr(shift.backend.floor.values.get("follow_up", {}).get("f1"), "about", ""),
        "c9": getattr(shift.backend.callers.get("c9"), "name", ""),
    }
    assert {id_: there[id_] for id_ in shift.newest} == shift.newest
    assert len(shift.backend.filed) == ("submit" in _kept_steps(steps))
    stored = shift.backend.callers.get("c9")
    assert stored is None or stored.version <= steps.count("caller")


def _kept_steps(steps: list[str]) -> set[str]:
    """Steps whose effect was kept before a crash."""
    kept: set[str] = set()
    recent: set[str] = set()
    for what in steps:
        if what == "crash":
            recent.clear()
        elif what in ("keep", "send", "not sent", "lost", "limited"):
            kept |= recent
        recent.add(what)
    return kept
