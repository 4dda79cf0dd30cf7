"""The suite itself: what is spoilt on purpose is found, and what can't be proved is not called a pass."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from typing import Any, Self

import msgspec
import pytest

from tests.contract.office_bench import Site
from tui.backend import (
    BackendError,
    CallersPort,
    CallsPort,
    CallView,
    Changed,
    Command,
    Credentials,
    Event,
    ExchangeObserver,
    Receipt,
    RecordsPort,
    Refused,
    Removed,
    Session,
    Snapshot,
    Unauthorised,
    Why,
)
from tui.backend.suite import REQUIREMENTS, Bench, Requirement, Verdict, prove
from tui.model import Found, Queue, Record, Saved, Verb, VerbDeclaration, WrapUpCode

pytestmark = pytest.mark.asyncio(loop_scope="module")
Spoil = Callable[[Session], Session]


class Spoilt:
    """Our adapter with one thing made wrong."""

    def __init__(self, bench: Bench, spoil: Spoil) -> None:
        self._good = bench.backend
        self._spoil = spoil

    @classmethod
    def from_profile(cls, options: dict[str, Any], *, observe: ExchangeObserver | None = None) -> Self:
        raise NotImplementedError

    async def sign_in(self, credentials: Credentials) -> Session:
        return self._spoil(await self._good.sign_in(credentials))


class SpoiltCalls:
    """Delegates; subclasses spoil one thing."""

    def __init__(self, good: CallsPort) -> None:
        self._good = good

    @property
    def verbs(self) -> Mapping[Verb, VerbDeclaration]:
        return self._good.verbs

    async def perform(self, command: Command) -> Receipt:
        return await self._good.perform(command)

    async def read(self, call: str) -> CallView:
        return await self._good.read(call)

    async def queues(self) -> Sequence[Queue]:
        return await self._good.queues()


class Repeating(SpoiltCalls):
    """Forgets that a command's id makes it take effect once."""

    async def perform(self, command: Command) -> Receipt:
        self._count = getattr(self, "_count", 0) + 1
        return await self._good.perform(command.but(id=f"{command.id}-{self._count}"))


class Vague(SpoiltCalls):
    """Refuses without saying why."""

    async def perform(self, command: Command) -> Receipt:
        try:
            return await self._good.perform(command)
        except Refused as error:
            raise Refused(Why.unknown, error.detail) from error


class Handless(SpoiltCalls):
    """Does not have `take`."""

    @property
    def verbs(self) -> Mapping[Verb, VerbDeclaration]:
        return {verb: shape for verb, shape in self._good.verbs.items() if verb is not Verb.take}


class Forgetful:
    """Keeps whatever comes last instead of the highest revision."""

    def __init__(self, good: RecordsPort) -> None:
        self._good = good
        self._last: dict[str, Record] = {}

    async def codes(self) -> Sequence[WrapUpCode]:
        return await self._good.codes()

    async def save(self, record: Record) -> Saved:
        self._last[record.id] = record
        return (await self._good.save(record)).but(revision=record.revision)

    async def read(self, record: str) -> Record:
        return self._last[record]


def with_calls(spoilt: Callable[[CallsPort], CallsPort]) -> Spoil:
    def spoil(session: Session) -> Session:
        assert session.calls is not None
        return msgspec.structs.replace(session, calls=spoilt(session.calls))

    return spoil


def with_records(session: Session) -> Session:
    assert session.records is not None
    return msgspec.structs.replace(session, records=Forgetful(session.records))


class Boundless:
    """A search that gives more than asked for."""

    def __init__(self, good: CallersPort) -> None:
        self._good = good

    def __getattr__(self, name: str) -> Any:
        return getattr(self._good, name)

    async def search(self, query: str, limit: int = 50) -> Found:
        return await self._good.search(query)


def boundless(session: Session) -> Session:
    assert session.callers is not None
    return msgspec.structs.replace(session, callers=Boundless(session.callers))


def with_events(spoilt: Callable[[Event], Event | None]) -> Spoil:
    def spoil(session: Session) -> Session:
        async def events() -> AsyncIterator[Event]:
            async for event in session.events():
                if told := spoilt(event):
                    yield told

        return msgspec.structs.replace(session, events=events)

    return spoil


def unversioned(event: Event) -> Event:
    if isinstance(event, Changed):
        return msgspec.structs.replace(event, value=event.value.but(version=1))
    return event


def without_removals(event: Event) -> Event | None:
    return None if isinstance(event, Removed) else event


def without_snapshots(event: Event) -> Event | None:
    return None if isinstance(event, Snapshot) else event


def breaking(event: Event) -> Event:
    if isinstance(event, Snapshot):
        raise BackendError("the stream broke")
    return event


def without_ports(session: Session) -> Session:
    return msgspec.structs.replace(session, callers=None)


SPOILT: dict[str, tuple[str, Spoil, Verdict]] = {
    "commands repeat": ("command-once", with_calls(Repeating), Verdict.failed),
    "refusals are vague": ("allowed", with_calls(Vague), Verdict.failed),
    "a verb is missing": ("take-atomic", with_calls(Handless), Verdict.unsupported),
    "a port is missing": ("search-name", without_ports, Verdict.unsupported),
    "old revisions win": ("record-monotonic", with_records, Verdict.failed),
    "searches have no bound": ("search-limit", boundless, Verdict.failed),
    "versions stand still": ("events-versions", with_events(unversioned), Verdict.failed),
    "rows are never removed": ("waiting-gives-up", with_events(without_removals), Verdict.failed),
    "the stream raises": ("events-begin", with_events(breaking), Verdict.failed),
    "no snapshot comes": ("events-begin", with_events(without_snapshots), Verdict.failed),
    "nothing is spoilt": ("take", lambda session: session, Verdict.passed),
}


def named(name: str) -> Requirement:
    return next(requirement for requirement in REQUIREMENTS if requirement.id == name)


@pytest.mark.parametrize("spoilt", SPOILT)
async def test_finds_what_is_spoilt(spoilt: str, site: Site) -> None:
    name, spoil, expected = SPOILT[spoilt]
    bench = site.bench(Spoilt(site.bench(), spoil), patience=2.0)
    finding = await prove(named(name), bench)
    assert finding.verdict is expected, finding.evidence
    assert finding.requirement == name
    if expected is not Verdict.passed:
        assert finding.evidence


async def test_an_error_of_the_backend_is_a_failure_with_its_name(site: Site) -> None:
    class Broken(Spoilt):
        async def sign_in(self, credentials: Credentials) -> Session:
            raise BackendError("smoke", operation="POST /v1/sessions")

    finding = await prove(named("sign-in-agent"), site.bench(Broken(site.bench(), without_ports)))
    assert finding.verdict is Verdict.failed
    assert finding.evidence[-1] == "POST /v1/sessions: BackendError: smoke"


async def test_a_wrong_secret_that_is_let_in_is_a_failure(site: Site) -> None:
    class Open(Spoilt):
        async def sign_in(self, credentials: Credentials) -> Session:
            try:
                return await self._good.sign_in(credentials)
            except Unauthorised:
                return await self._good.sign_in(site.bench().credentials(take_over=True))

    finding = await prove(named("sign-in-wrong-secret"), site.bench(Open(site.bench(), without_ports)))
    assert finding.verdict is Verdict.failed
    assert finding.evidence[-1] == "signing in is refused"


async def test_what_is_not_at_hand_is_not_testable(site: Site) -> None:
    full = site.bench()
    lone = Bench(full.backend, full.accounts[:1], telephone=full.telephone)
    assert (await prove(named("take-atomic"), lone)).verdict is Verdict.not_testable
    quiet = Bench(full.backend, full.accounts)
    assert (await prove(named("take"), quiet)).verdict is Verdict.not_testable
    uncut = Bench(full.backend, full.accounts, telephone=full.telephone)
    assert (await prove(named("events-resume"), uncut)).verdict is Verdict.not_testable


async def test_requirements_are_told_apart_and_say_what_must_hold() -> None:
    names = [requirement.id for requirement in REQUIREMENTS]
    assert len(set(names)) == len(names) >= 30
    for requirement in REQUIREMENTS:
        assert requirement.sentence.endswith(".")
        assert set(requirement.ports) <= set(Session.__struct_fields__)
