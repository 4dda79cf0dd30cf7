"""Sending one verb: checked, registered, sent once, confirmed or read again."""

import asyncio
import uuid

from tui.backend import (
    BackendError,
    CallsPort,
    Changed,
    Command,
    NotSent,
    OutcomeUnknown,
    Receipt,
    Refused,
    Removed,
    Source,
    Unsupported,
    Why,
)
from tui.desk.border import translated
from tui.desk.confirming import Expectations, Look, Pending, Sight, look_for
from tui.desk.core import DeskCore
from tui.model import (
    Confirmation,
    Handling,
    Verb,
    VerbDeclaration,
)

BEGINNING = frozenset({Verb.take_next, Verb.take, Verb.pick_up, Verb.dial, Verb.log})
"""Verbs of the agent, not of a handling."""

_MINOR = frozenset({Verb.mute, Verb.unmute, Verb.send_digits, Verb.record, Verb.pause_recording, Verb.extend})
"""Verbs that leave the legs as they are: they hinder only themselves."""

_MOVING = frozenset(
    {
        Verb.answer,
        Verb.decline,
        Verb.transfer,
        Verb.complete,
        Verb.park,
        Verb.hang_up,
        *BEGINNING,
    }
)

_READ_LIMIT = 5.0


class Performing(DeskCore):
    """What all live verbs share."""

    _expectations: Expectations

    def declaration(self, verb: Verb) -> VerbDeclaration | None:
        """What the backend says about this verb; None: it lacks it."""
        return self.session.calls.verbs.get(verb) if self.session.calls else None

    def pending(self, handling_id: str = "") -> tuple[Pending, ...]:
        """Asked and not yet confirmed, of one handling or of all."""
        pending = self._expectations.pending()
        return tuple(p for p in pending if not handling_id or p.handling == handling_id)

    def allowed(self, handling: Handling | None = None) -> frozenset[Verb]:
        """Verbs possible now: declared, permitted, the link up, nothing under way that stands against."""
        if self.session.calls is None or self.ended is not None:
            return frozenset()
        declared = frozenset(self.session.calls.verbs)
        if handling is None:
            link_is_usable = self.links.usable(self.session.part)
            return declared & BEGINNING - self._barred("") if link_is_usable else frozenset()
        if not self.links.usable(self.stores.handlings.part_of(handling.id)):
            return frozenset()
        return declared & frozenset(handling.allowed) - BEGINNING - self._barred(handling.id)

    def _barred(self, handling_id: str) -> frozenset[Verb]:
        barred: set[Verb] = set()
        for pending in self._expectations.pending():
            if pending.handling == handling_id:
                barred |= {pending.verb} if pending.verb in _MINOR else _against(pending.verb)
        return frozenset(barred)

    async def _act(self, verb: Verb, handling_id: str, **needs: object) -> Receipt:
        handling = self.stores.handlings.get(handling_id)
        if handling is None:
            raise Refused(Why.gone, operation=verb.value)
        self._check(verb, handling)
        fields = {"verb": verb, "id": new_id(), "handling": handling.id, "call": handling.call} | needs
        return await self._perform(Command(**fields))  # type: ignore[arg-type]  # fields of Command by name

    async def _begin(self, command: Command) -> str:
        self._check(command.verb, None)
        receipt = await self._perform(command)
        live = [h.id for h in self.handlings() if h.call == receipt.call and h.state.is_live]
        mine = receipt.handling or next(reversed(live), "")
        if mine:
            self.choose(mine)
        return receipt.call or command.call or command.id

    def _check(self, verb: Verb, handling: Handling | None) -> None:
        if self.declaration(verb) is None:
            raise Unsupported(operation=verb.value)
        part = self.stores.handlings.part_of(handling.id) if handling else self.session.part
        if self.ended is not None or not self.links.usable(part):
            raise NotSent(detail="the link is down", operation=verb.value)
        if verb not in self.allowed(handling):
            raise Refused(Why.not_now, operation=verb.value)

    async def _perform(self, command: Command) -> Receipt:
        calls, declaration = self.session.calls, self.declaration(command.verb)
        if calls is None or declaration is None:
            raise Unsupported(operation=command.verb.value)
        look = look_for(command, self.stores)
        pending = Pending(
            verb=command.verb,
            command=command.id,
            handling=command.handling,
            call=command.call,
            asked=self.clock.now(),
        )
        seen = self._expectations.expect(pending, look)
        self._observers.tell("pending")
        try:
            return await self._settle(calls, command, declaration, look, seen)
        finally:
            self._expectations.forget(command.id)
            self._observers.tell("pending")

    async def _settle(
        self,
        calls: CallsPort,
        command: Command,
        declaration: VerbDeclaration,
        look: Look,
        seen: asyncio.Future[Sight],
    ) -> Receipt:
        receipt: Receipt | None = None
        try:
            async with asyncio.timeout(declaration.time_limit):
                with translated(command.verb.value, into=OutcomeUnknown):
                    receipt = await calls.perform(command)
                if declaration.confirmed is Confirmation.reply or command.verb is Verb.send_digits:
                    return receipt
                await asyncio.shield(seen)
        except (TimeoutError, OutcomeUnknown):
            if look() is Sight.not_yet:
                await self._read_again(calls, command, receipt)
        if look() is Sight.not_yet:
            raise OutcomeUnknown(detail="not confirmed in time", operation=command.verb.value)
        if look() is Sight.void:
            raise Refused(Why.gone, operation=command.verb.value)
        return receipt or Receipt(call=command.call, handling=command.handling)

    async def _read_again(self, calls: CallsPort, command: Command, receipt: Receipt | None) -> None:
        call = command.call or (receipt.call if receipt else "") or _call_made_here(command)
        if not call:
            return
        part = self.stores.calls.part_of(call) or self.session.part
        try:
            async with asyncio.timeout(_READ_LIMIT):
                with translated("read"):
                    view = await calls.read(call)
        except Refused as error:
            if error.reason is Why.gone:
                self._forget_call(call)
        except (BackendError, TimeoutError):
            return
        else:
            source = Source(part=part, epoch=self.stores.epoch(part))
            self._apply(Changed(source=source, value=view.call))
            if view.handling is not None:
                self._apply(Changed(source=source, value=view.handling))
            elif command.handling:
                self._apply(Removed(source=source, kind="handling", id=command.handling))

    def _forget_call(self, call: str) -> None:
        handlings = [h.id for h in self.stores.handlings if h.call == call]
        part = self.stores.calls.part_of(call) or self.session.part
        source = Source(part=part, epoch=self.stores.epoch(part))
        for id_ in handlings:
            self._apply(Removed(source=source, kind="handling", id=id_))
        self._apply(Removed(source=source, kind="call", id=call))


def _against(verb: Verb) -> frozenset[Verb]:
    """Verbs that must wait while this one is under way. Hanging up waits only for what moves the caller."""
    others = frozenset(Verb) - _MINOR
    return others if verb in _MOVING else others - {Verb.hang_up}


def _call_made_here(command: Command) -> str:
    return command.id if command.verb in (Verb.dial, Verb.log) else ""


def new_id() -> str:
    """An id no other desk makes."""
    return str(uuid.uuid4())
