"""The agent's desk without any screen."""

import asyncio
import logging
from contextlib import aclosing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self, cast

from tui.backend import (
    Backend,
    BackendError,
    Changed,
    Credentials,
    Event,
    Link,
    LinkChanged,
    NotSent,
    OutcomeUnknown,
    Removed,
    Session,
    SessionEnded,
    Skipped,
    Snapshot,
    Unauthorised,
)
from tui.desk.border import translated
from tui.desk.confirming import Expectations
from tui.desk.document import Body
from tui.desk.documents import Documents
from tui.desk.guidance import Guidance
from tui.desk.journal import Journal, JournalKey
from tui.desk.lookups import Lookups
from tui.desk.postroom import Postroom
from tui.desk.verbs import LiveVerbs
from tui.model import Caller, Handling, Record

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

_log = logging.getLogger(__name__)

_SNAPSHOT_LIMIT = 10.0
_CONTENT_LIMIT = 0.3
"""Seconds that opening waits for scripts and codes; they may also come later."""
_RESTART_AFTER = 1.0
_SIGN_OUT_LIMIT = 3.0


class AgentDesk(LiveVerbs, Lookups, Guidance):
    """One signed-in agent: stores, verbs, documents. Made by `open`, ended by `close`."""

    def __init__(self, session: Session, journal: Journal) -> None:
        super().__init__(session)
        self._expectations = Expectations()
        self._open_memory()
        self.documents = Documents(
            session,
            self.stores,
            self.content,
            self.clock,
            journal,
            lambda: self._observers.tell("documents"),
            self._notice_taken,
        )
        self._postroom = Postroom(self.documents, journal)
        self._open_handlings: dict[str, Handling] = {}
        self._first_snapshot = asyncio.Event()
        self._is_closed = False
        self._parts_once_up: set[str] = set()
        self._clock_part = ""
        self.skipped: dict[str, Skipped] = {}
        """Part -> what of its stream could not be read, the last one with the count of all."""

    @classmethod
    async def open(
        cls, backend: Backend, credentials: Credentials, *, state_dir: Path, backend_key: str
    ) -> Self:
        """Sign in and come back once the first snapshot is there.

        Raises:
            BackendError: sign-in failed, or no snapshot came within ten seconds.
        """
        with translated("sign in"):
            session = await backend.sign_in(credentials)
        key = JournalKey(backend=backend_key, agent=session.agent.id)
        desk = cls(session, Journal(state_dir, key))
        try:
            await desk._start()
        except BaseException:
            with suppress(BackendError):
                await desk.close(sign_out=False)
            raise
        return desk

    async def close(self, *, sign_out: bool) -> None:
        """Write and send what can still be sent within a second, then let go of everything. A second
        closing does nothing.

        Raises:
            BackendError: all is kept and closed here, but signing out failed.
        """
        if self._is_closed:
            return
        self._is_closed = True
        try:
            await self._postroom.close()
        finally:
            await self._background.cancel()
        try:
            async with asyncio.timeout(_SIGN_OUT_LIMIT):
                with translated("sign out"):
                    await self.session.close(sign_out and self.ended is None)
        except TimeoutError as error:
            raise OutcomeUnknown(operation="sign out") from error

    async def _start(self) -> None:
        await self._postroom.open()
        self._background.run(self._read_events())
        content = self._background.run(self._load_content())
        try:
            async with asyncio.timeout(_SNAPSHOT_LIMIT):
                await self._first_snapshot.wait()
        except TimeoutError as error:
            raise NotSent(detail="no snapshot came", operation="events") from error
        if self.ended is not None:
            raise Unauthorised(detail="the session has ended", operation="events")
        await asyncio.wait([content], timeout=_CONTENT_LIMIT)
        self._postroom.begin_delivery()
        self._background.run(self._join_records())

    async def _join_records(self) -> None:
        """A call that was there before this desk may have a record that another desk wrote."""
        for handling in self.handlings():
            await self.documents.join(handling.id)

    async def _load_content(self) -> None:
        await self.content.load(self.session)
        self._observers.tell("content")

    async def _read_events(self) -> None:
        """Read the stream until the session ends; a fault in it is marked on the link, and it starts anew."""
        while self.ended is None:
            try:
                await self._read_stream()
            except Exception as error:  # noqa: BLE001 - whatever an adapter or a store does, the desk goes on
                _log.error("reading events failed with %s", type(error).__name__)
                self._mark_down(type(error).__name__)
            else:
                self._mark_down("stream ended")
            if self.ended is None:
                await asyncio.sleep(_RESTART_AFTER)

    async def _read_stream(self) -> None:
        stream = cast("AsyncGenerator[Event, None]", self.session.events())
        async with aclosing(stream):
            async for event in stream:
                self._apply(event)

    def _mark_down(self, why: str) -> None:
        self._apply(LinkChanged(part=self.session.part, link=Link.down, why=why))

    def _apply(self, event: Event) -> None:
        if isinstance(event, LinkChanged):
            self._apply_link(event)
        elif isinstance(event, SessionEnded):
            self._end(event)
        elif isinstance(event, Skipped):
            self.skipped[event.part] = event
            self._observers.tell("link")
        else:
            self._apply_values(event)

    def _apply_link(self, event: LinkChanged) -> None:
        came_up = self.links.change(event)
        self._clock_part = self._clock_part or event.part
        if event.link is Link.up and event.part == self._clock_part:
            self.clock.correct(event.offset)
        if came_up:
            self._postroom.at_once()
            self._prefetch_again()
            if event.part in self._parts_once_up:
                self._background.run(self._load_content())
            self._parts_once_up.add(event.part)
        self._observers.tell("link")

    def _apply_values(self, event: Snapshot | Changed | Removed) -> None:
        changed = self.stores.apply(event)
        if changed & {"handling", "call"}:
            self._notice_handlings()
        self._expectations.look_again()
        if changed & {"handling", "call"}:
            self._prefetch()
        if "queue" in changed:
            self.content.take_queues(self.stores.queues.values())
        self._observers.tell(*changed)
        self._settle_current()
        if isinstance(event, Snapshot):
            self._first_snapshot.set()

    def _notice_handlings(self) -> None:
        now_open = {handling.id: handling for handling in self.handlings()}
        for handling in now_open.values():
            self.documents.notice(handling)
        for id_, handling in self._open_handlings.items():
            if id_ not in now_open:
                self.documents.handling_is_over(self.stores.handlings.get(id_) or handling)
                self._forget_protected()
        self._open_handlings = now_open

    def _notice_taken(self, body: Body) -> None:
        """The backend took a document: what was remembered of the caller is old."""
        if isinstance(body, Caller):
            self._refresh_caller(body.id)
        elif isinstance(body, Record) and body.caller and body.submitted:
            self._refresh_caller(body.caller)

    def _end(self, event: SessionEnded) -> None:
        self.ended = event
        self._postroom.stop()
        self._first_snapshot.set()
        self._observers.tell("session")
