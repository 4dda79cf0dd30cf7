"""One thing a backend must do, with the code that proves it."""

import time
from collections.abc import Awaitable, Callable

import msgspec

from tui.backend.errors import BackendError
from tui.backend.session import Session
from tui.backend.suite.bench import Bench
from tui.backend.suite.verdicts import Finding, NotTestableError, Verdict, ViolationError
from tui.model import Verb

Proof = Callable[[Bench], Awaitable[None]]
"""Returns when the requirement holds; raises ViolationError, NotTestableError or BackendError otherwise."""


class Requirement(msgspec.Struct, frozen=True, kw_only=True):
    """A named requirement."""

    id: str
    sentence: str
    """What must hold, in one sentence."""
    ports: tuple[str, ...] = ()
    """Fields of `Session` without which it is unsupported."""
    verbs: tuple[Verb, ...] = ()
    """Verbs without which it is unsupported."""
    writes: bool = False
    """It leaves traces at the backend: rows, records, changed states."""
    needs_call: bool = False
    """It needs somebody who rings."""
    agents: int = 1
    """Accounts it needs."""
    prove: Proof


def requirement(
    name: str,
    sentence: str,
    *,
    ports: tuple[str, ...] = (),
    verbs: tuple[Verb, ...] = (),
    writes: bool = False,
    needs_call: bool = False,
    agents: int = 1,
) -> Callable[[Proof], Requirement]:
    """Make a requirement of the function that proves it."""

    def made(prove: Proof) -> Requirement:
        return Requirement(
            id=name,
            sentence=sentence,
            ports=("calls", *ports) if verbs and "calls" not in ports else ports,
            verbs=verbs,
            writes=writes,
            needs_call=needs_call,
            agents=agents,
            prove=prove,
        )

    return made


async def prove(wanted: Requirement, bench: Bench) -> Finding:
    """Prove one requirement at this bench, and close the bench."""
    began = time.monotonic()
    try:
        verdict, why = await _verdict(wanted, bench)
    finally:
        await bench.close()
    return Finding(
        requirement=wanted.id,
        sentence=wanted.sentence,
        verdict=verdict,
        evidence=(*bench.evidence, *((why,) if why else ())),
        seconds=time.monotonic() - began,
    )


async def _verdict(wanted: Requirement, bench: Bench) -> tuple[Verdict, str]:
    if len(bench.accounts) < wanted.agents:
        return Verdict.not_testable, f"needs {wanted.agents} accounts"
    if wanted.needs_call and bench.telephone is None:
        return Verdict.not_testable, "needs a way to place a test call"
    try:
        if wanted.ports and (lacking := _lacking(wanted, (await bench.seat()).session)):
            return Verdict.unsupported, lacking
        await wanted.prove(bench)
    except NotTestableError as reason:
        return Verdict.not_testable, str(reason)
    except ViolationError as violation:
        return Verdict.failed, str(violation)
    except BackendError as error:
        return Verdict.failed, f"{error.operation}: {type(error).__name__}: {error}".lstrip(": ")
    return Verdict.passed, ""


def _lacking(wanted: Requirement, session: Session) -> str:
    """What the backend says it does not have; empty: it has all that is needed."""
    for name in wanted.ports:
        if getattr(session, name) is None:
            return f"no port {name}"
    declared = session.calls.verbs if session.calls else {}
    return next((f"no verb {verb}" for verb in wanted.verbs if verb not in declared), "")
