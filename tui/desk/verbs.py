"""The live verbs: they go straight out, once, and return when they are confirmed."""

import asyncio
from datetime import datetime

from tui.backend import (
    Command,
    NotSent,
    OutcomeUnknown,
    Unsupported,
)
from tui.desk.border import translated
from tui.desk.documents import Documents
from tui.desk.performing import Performing, new_id
from tui.model import (
    Origin,
    Presence,
    Target,
    Verb,
)

_FLUSH_LIMIT = 1.0
_STATE_LIMIT = 5.0


class LiveVerbs(Performing):
    """Everything an agent can ask of a call.

    Each verb returns once it is confirmed and raises a `BackendError` otherwise: `NotSent` while the link
    is down, `Unsupported` when the backend lacks it, `Refused(not_now)` when it is not allowed now,
    `Refused(gone)` when the call ended first, `OutcomeUnknown` when even reading the call again leaves
    it open. None is ever sent a second time.
    """

    documents: Documents

    async def answer(self, handling_id: str) -> None:
        """Take the offered call."""
        await self._act(Verb.answer, handling_id)
        self.choose(handling_id)

    async def decline(self, handling_id: str, reason: str = "") -> None:
        """Send the offered call away, with the id of a reason where the backend wants one."""
        await self._act(Verb.decline, handling_id, reason=reason)

    async def take_next(self, queue: str = "") -> str:
        """Take the oldest waiting call, of one queue or of any; the answer is the call's id."""
        return await self._begin(Command(verb=Verb.take_next, id=new_id(), queue=queue))

    async def take(self, call_id: str) -> str:
        """Take this waiting call; the answer is its id."""
        return await self._begin(Command(verb=Verb.take, id=new_id(), call=call_id))

    async def pick_up(self, target: Target) -> str:
        """Take a parked call or one ringing elsewhere; the answer is its id."""
        return await self._begin(Command(verb=Verb.pick_up, id=new_id(), target=target))

    async def dial(self, number: str, *, caller: str = "", queue: str = "") -> str:
        """Call out; the answer is the call's id, made here."""
        command = Command(verb=Verb.dial, id=new_id(), number=number, caller=caller, queue=queue)
        return await self._begin(command)

    async def log(
        self,
        number: str = "",
        *,
        caller: str = "",
        direction: Origin = Origin.inbound,
        began: datetime | None = None,
    ) -> str:
        """Begin a call by hand, spoken on a phone we know nothing of; the answer is its id."""
        command = Command(
            verb=Verb.log, id=new_id(), number=number, caller=caller, direction=direction, began=began
        )
        return await self._begin(command)

    async def hold(self, handling_id: str) -> None:
        """Let the caller wait on the line."""
        await self._act(Verb.hold, handling_id)

    async def resume(self, handling_id: str) -> None:
        """Speak with the held caller again."""
        await self._act(Verb.resume, handling_id)
        self.choose(handling_id)

    async def swap(self, handling_id: str) -> None:
        """Alternate between caller and consulted colleague."""
        await self._act(Verb.swap, handling_id)

    async def mute(self, handling_id: str) -> None:
        """Be unheard."""
        await self._act(Verb.mute, handling_id)

    async def unmute(self, handling_id: str) -> None:
        """Be heard again."""
        await self._act(Verb.unmute, handling_id)

    async def send_digits(self, handling_id: str, digits: str) -> None:
        """Send tones."""
        await self._act(Verb.send_digits, handling_id, digits=digits)

    async def transfer(self, handling_id: str, target: Target) -> bool:
        """Send the caller on without asking. True: the record went along; False: it follows later."""
        return await self._hand_over(Verb.transfer, handling_id, target)

    async def consult(self, handling_id: str, target: Target) -> bool:
        """Hold the caller and ring a colleague. The answer is as for `transfer`."""
        return await self._hand_over(Verb.consult, handling_id, target)

    async def complete(self, handling_id: str) -> bool:
        """Hand the caller over to the consulted colleague. The answer is as for `transfer`."""
        return await self._hand_over(Verb.complete, handling_id, None)

    async def drop(self, handling_id: str, party: str = "") -> None:
        """End one leg: a party by id, or the consulted one."""
        await self._act(Verb.drop, handling_id, party=party)

    async def conference(self, handling_id: str) -> None:
        """Join all three."""
        await self._act(Verb.conference, handling_id)

    async def park(self, handling_id: str) -> bool:
        """Leave the caller in a slot from which anyone may pick up. The answer is as for `transfer`."""
        return await self._hand_over(Verb.park, handling_id, None)

    async def record(self, handling_id: str) -> None:
        """Record, or go on recording."""
        await self._act(Verb.record, handling_id)

    async def pause_recording(self, handling_id: str) -> None:
        """Record nothing for now."""
        await self._act(Verb.pause_recording, handling_id)

    async def hang_up(self, handling_id: str) -> None:
        """End the call."""
        await self._act(Verb.hang_up, handling_id)

    async def extend(self, handling_id: str, seconds: int) -> None:
        """Ask for more time for the wrap-up."""
        await self._act(Verb.extend, handling_id, seconds=seconds)

    async def set_state(self, presence: Presence, reason: str = "", *, after_call: bool = False) -> None:
        """Ready or not ready; `after_call`: only once call and wrap-up are over."""
        if self.session.presence is None:
            raise Unsupported(operation="set_state")
        if not self.links.worst.usable and not self.links.usable(self.session.part):
            raise NotSent(detail="the link is down", operation="set_state")
        try:
            async with asyncio.timeout(_STATE_LIMIT):
                with translated("set_state", into=OutcomeUnknown):
                    await self.session.presence.set_state(presence, reason, after_call=after_call)
        except TimeoutError as error:
            raise OutcomeUnknown(detail="no answer in time", operation="set_state") from error

    async def _hand_over(self, verb: Verb, handling_id: str, target: Target | None) -> bool:
        declaration = self.declaration(verb)
        carries = declaration is not None and declaration.carries_record
        record = self.documents.outgoing(handling_id)
        arrived = carries or record is None
        if not arrived:
            arrived = await self.documents.flush(handling_id, _FLUSH_LIMIT)
        await self._act(verb, handling_id, target=target, record=record if carries else None)
        return arrived
