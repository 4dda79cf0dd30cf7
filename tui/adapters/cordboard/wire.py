"""Shapes that only exist on the wire."""

from typing import Generic, TypeVar

import msgspec

from tui.backend.ports import Command
from tui.model import Agent, Moment, Origin, Presence, Record, Target, Value

T = TypeVar("T")


class SignIn(Value, frozen=True, kw_only=True, omit_defaults=True):
    """Body of POST /v1/sessions."""

    staff_number: str
    secret: str
    extension: str = ""
    desk_id: str = ""
    desk_name: str = ""
    take_over: bool = False


class SignedIn(msgspec.Struct, frozen=True, kw_only=True):
    """Its answer."""

    token: str
    agent: Agent
    epoch: str = ""
    expires: Moment | None = None


class Items(msgspec.Struct, Generic[T], frozen=True):
    """A list of values."""

    items: tuple[T, ...]


class AskedState(Value, frozen=True, kw_only=True, omit_defaults=True):
    """Body of PUT /v1/me/state."""

    presence: Presence
    reason: str = ""
    after_call: bool = False


class VerbBody(Value, frozen=True, kw_only=True, omit_defaults=True):
    """Body of POST /v1/calls/{id}/{verb}."""

    handling: str = ""
    target: Target | None = None
    reason: str = ""
    digits: str = ""
    seconds: int = 0
    party: str = ""
    record: Record | None = None

    @classmethod
    def of(cls, command: Command) -> "VerbBody":
        """As much of a command as the body has."""
        return cls(**{name: getattr(command, name) for name in cls.__struct_fields__})


class NewCall(Value, frozen=True, kw_only=True, omit_defaults=True):
    """Body of POST /v1/calls, from an agent."""

    kind: str
    """"dial" or "log"."""
    id: str
    number: str = ""
    queue: str = ""
    caller: str = ""
    direction: Origin | None = None
    began: Moment | None = None

    @classmethod
    def of(cls, command: Command) -> "NewCall":
        """As much of a command as the body has."""
        shared = {name: getattr(command, name) for name in cls.__struct_fields__ if name != "kind"}
        return cls(kind=command.verb.value, **shared)


class Typed(msgspec.Struct, frozen=True):
    """One value with the name of its kind; the value is decoded in a second step."""

    kind: str
    value: msgspec.Raw


class SnapshotData(msgspec.Struct, frozen=True):
    """Data of the event `snapshot`."""

    kinds: tuple[str, ...]
    values: tuple[Typed, ...] = ()


class RemovedData(msgspec.Struct, frozen=True):
    """Data of the event `removed`."""

    kind: str
    id: str


class BeatData(msgspec.Struct, frozen=True):
    """Data of the event `beat`."""

    now: Moment


class EndedData(msgspec.Struct, frozen=True):
    """Data of the event `ended`."""

    taken_over_by: str = ""
