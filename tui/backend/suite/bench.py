"""Where requirements are proved: seats at a backend, and callers who ring when asked."""

from collections.abc import Sequence
from contextlib import suppress

import msgspec

from tui.backend.errors import BackendError
from tui.backend.session import Backend, Credentials, Session
from tui.backend.suite.outside import Network, Telephone
from tui.backend.suite.seat import Seat, port
from tui.backend.suite.verdicts import NotTestableError, ViolationError
from tui.model import (
    Delivery,
    Handling,
    HandlingState,
    Presence,
    Queue,
    Record,
    Verb,
    Waiting,
    WrapUpCode,
    WrapUpNeed,
    record_id,
)

NUMBER = "+442079460018"
"""A London number that is kept free for fiction."""
CONNECTED = HandlingState.connected


class Bench:
    """One backend with the accounts a proof may use. Used for one requirement, then closed."""

    def __init__(
        self,
        backend: Backend,
        accounts: Sequence[Credentials],
        *,
        telephone: Telephone | None = None,
        network: Network | None = None,
        patience: float = 5.0,
    ) -> None:
        self.backend = backend
        self.accounts = tuple(accounts)
        self.telephone = telephone
        self._network = network
        self._patience = patience
        self._seats: dict[int, Seat] = {}
        self._guests: list[Seat] = []
        self._placed: list[str] = []
        self.evidence: list[str] = []

    def saw(self, sentence: str) -> None:
        """Add to the evidence."""
        self.evidence.append(sentence)

    @property
    def network(self) -> Network:
        """The network. Raises NotTestableError where it can't be cut."""
        if self._network is None:
            raise NotTestableError("the network can't be cut here")
        return self._network

    def credentials(self, who: int = 0, **changes: object) -> Credentials:
        """What an account signs in with. Raises NotTestableError when there are not so many."""
        if who >= len(self.accounts):
            raise NotTestableError(f"needs {who + 1} accounts")
        account = self.accounts[who]
        desk = account.desk_id or f"bench-{who}"
        return msgspec.structs.replace(account, **{"desk_id": desk, **changes})

    async def seat(self, who: int = 0) -> Seat:
        """This account's seat, signed in and with its first snapshot in."""
        if who not in self._seats:
            self._seats[who] = await self._sit(self.credentials(who, take_over=True))
            await self._seats[who].snapshot()
        return self._seats[who]

    async def guest(self, credentials: Credentials) -> Seat:
        """One more seat, for proofs about signing in itself."""
        seat = await self._sit(credentials)
        self._guests.append(seat)
        return seat

    async def sign_in_refused(self, credentials: Credentials, *kinds: type[BackendError]) -> BackendError:
        """The error of a sign-in that must fail in one of these ways."""
        try:
            session = await self.backend.sign_in(credentials)
        except kinds as error:
            self.saw(f"{type(error).__name__}: {error.detail}")
            return error
        await session.close(True)
        raise ViolationError("signing in is refused")

    async def queue(self, seat: Seat, *deliveries: Delivery, need: WrapUpNeed | None = None) -> Queue:
        """A queue this agent serves, of this sort. Raises NotTestableError when there is none."""
        for queue in await seat.calls.queues():
            serves = not seat.agent.queues or queue.id in seat.agent.queues
            if serves and queue.delivery in deliveries and need in (None, queue.wrap_up):
                return queue
        raise NotTestableError(f"no queue with delivery {' or '.join(deliveries)} and wrap-up {need}")

    async def place(self, queue: Queue, *, number: str = NUMBER, name: str = "Test Call") -> str:
        """Let somebody call."""
        if self.telephone is None:
            raise NotTestableError("no way to place a test call")
        call = await self.telephone.place(queue.id, number=number, name=name)
        self._placed.append(call)
        return call

    async def give_up(self, call: str) -> None:
        """The caller hangs up."""
        if self.telephone is None:
            raise NotTestableError("no way to end a test call")
        await self.telephone.give_up(call)

    async def in_line(self, seat: Seat, *, number: str = NUMBER, name: str = "Test Call") -> Waiting:
        """A caller who waits in a pull queue until somebody takes the call."""
        call = await self.place(await self.queue(seat, Delivery.pull), number=number, name=name)
        return await seat.until("the call stands in the line", lambda: seat.waiting(call))

    async def ringing(self, seat: Seat) -> Handling:
        """A call that rings at this seat."""
        queue = await self.queue(seat, Delivery.push)
        await port(seat.session.presence).set_state(Presence.ready)
        call = await self.place(queue)
        return await seat.until_handles(call, HandlingState.offered)

    async def talking(self, seat: Seat, *, need: WrapUpNeed | None = None, number: str = NUMBER) -> Handling:
        """A conversation with a test caller, by whichever way calls come here."""
        queue = await self.queue(seat, Delivery.pull, Delivery.push, need=need)
        if queue.delivery is Delivery.push:
            await port(seat.session.presence).set_state(Presence.ready)
        call = await self.place(queue, number=number)
        if queue.delivery is Delivery.pull:
            await seat.until("the call stands in the line", lambda: seat.waiting(call))
            await seat.do(Verb.take, call=call)
        else:
            offered = await seat.until_handles(call, HandlingState.offered)
            await seat.do(Verb.answer, offered)
        return await seat.until_handles(call, CONNECTED)

    async def leaf_code(self, seat: Seat) -> WrapUpCode:
        """A code that can be chosen and needs no note."""
        codes = await port(seat.session.records).codes()
        parents = {code.parent for code in codes}
        for code in codes:
            if code.id not in parents and not code.retired and not code.needs_note:
                return code
        raise NotTestableError("no wrap-up code without a note")

    async def close(self) -> None:
        """End what was begun: callers gone, wrap-ups filed, everyone signed out."""
        for call in self._placed:
            with suppress(BackendError):
                await self.give_up(call)
        for seat in (*self._seats.values(), *self._guests):
            if not seat.has_ended:
                await self._clear(seat)
            await seat.leave(sign_out=not seat.has_ended)

    async def _clear(self, seat: Seat) -> None:
        for handling in seat.handlings():
            with suppress(BackendError, ViolationError, NotTestableError):
                if handling.state.is_live and handling.call not in self._placed:
                    await seat.do(Verb.hang_up, handling)
                await seat.until_over(handling.id)
                await self.file(seat, handling)

    async def file(self, seat: Seat, handling: Handling) -> None:
        """File the record of a handling with some code."""
        if seat.session.records is None:
            return
        code = await self.leaf_code(seat)
        record = Record(
            id=record_id(handling.id),
            handling=handling.id,
            call=handling.call,
            revision=1_000_000,
            codes=(code.id,),
            submitted=True,
        )
        await seat.session.records.save(record)

    async def _sit(self, credentials: Credentials) -> Seat:
        session: Session = await self.backend.sign_in(credentials)
        return Seat(session, self._patience)
