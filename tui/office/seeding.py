"""Filling an office, with everything a value says or with what a fresh one starts with."""

import asyncio

from tui.model import (
    Agent,
    AgentRole,
    Announcement,
    Article,
    Caller,
    DirectoryEntry,
    FollowUp,
    Interaction,
    Phrase,
    Queue,
    Reason,
    Script,
    Step,
    StepKind,
    Value,
    WrapUpCode,
    WrapUpNeed,
)
from tui.office.accounts import add_account, issue_token
from tui.office.secrecy import hash_secret
from tui.office.store import Store, Transaction

NO_ANSWER = Reason(id="no_answer", name="no answer", chosen_by="system")
"""Set by the office when an offer was not answered."""


class NewAgent(Value, frozen=True, kw_only=True, omit_defaults=True):
    """An agent with the secret they will sign in with."""

    agent: Agent
    secret: str = ""
    """Empty: no secret fits."""


class OfficeContent(Value, frozen=True, kw_only=True, omit_defaults=True):
    """Everything an office can be filled with. What is there already under an id is replaced."""

    queues: tuple[Queue, ...] = ()
    agents: tuple[NewAgent, ...] = ()
    service: str = ""
    """Name of a service account to make and hand out a token for; empty: none."""
    scripts: tuple[Script, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    articles: tuple[Article, ...] = ()
    codes: tuple[WrapUpCode, ...] = ()
    """Parents before children."""
    reasons: tuple[Reason, ...] = ()
    announcements: tuple[Announcement, ...] = ()
    numbers: tuple[DirectoryEntry, ...] = ()
    """Departments and outside numbers of the directory."""
    callers: tuple[Caller, ...] = ()
    interactions: tuple[Interaction, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    settings: dict[str, str] | None = None
    """The office's own settings, such as `outside` and `goal`."""


async def fill(store: Store, content: OfficeContent) -> str:
    """Put all of it in, in one transaction. Returns the service account's token, or an empty text."""
    hashes = await asyncio.to_thread(_hashes, content)
    return await store.write(_fill, content, hashes)


def starter() -> OfficeContent:
    """What a fresh office starts with: one queue, a few codes and reasons, one short script."""
    return OfficeContent(
        queues=(_MAIN,), scripts=(_SCRIPT,), codes=_CODES, reasons=_REASONS, service="pbx", settings={}
    )


def _hashes(content: OfficeContent) -> dict[str, str]:
    """Each secret hashed once, before the transaction: 50 ms each, which must not hold up the store."""
    return {"": ""} | {
        secret: hash_secret(secret) for secret in {new.secret for new in content.agents} if secret
    }


def _fill(tx: Transaction, content: OfficeContent, hashes: dict[str, str]) -> str:
    for position, queue in enumerate(content.queues):
        tx.queues.put(queue, position)
    for kinds in (content.scripts, content.phrases, content.articles, content.codes, content.numbers):
        for value in kinds:
            tx.content.put(value)
    for reason in {one.id: one for one in (NO_ANSWER, *content.reasons)}.values():
        tx.content.put(reason)
    for announcement in content.announcements:
        tx.content.put(tx.emit(announcement, "all"))
    for key, text in (content.settings or {}).items():
        tx.settings.put(key, text)
    for new in content.agents:
        add_account(tx, new.agent, hashes[new.secret])
    _fill_callers(tx, content)
    return _service(tx, content.service)


def _fill_callers(tx: Transaction, content: OfficeContent) -> None:
    for caller in content.callers:
        tx.callers.put(caller.but(version=caller.version or 1))
    for interaction in content.interactions:
        tx.interactions.put(interaction)
    for follow_up in content.follow_ups:
        tx.follow_ups.put(follow_up.but(version=follow_up.version or 1))


def _service(tx: Transaction, name: str) -> str:
    if not name:
        return ""
    machine = Agent(id=f"service-{name}", name=name, staff_number=name, role=AgentRole.service)
    add_account(tx, machine, "")
    return issue_token(tx, machine.id)


_MAIN = Queue(
    id="main",
    name="Main",
    wrap_up=WrapUpNeed.required,
    greeting="Good day, {agent} speaking. How can I help you?",
    script="main",
)
_SCRIPT = Script(
    id="main",
    name="First call",
    steps=(
        Step(id="matter", kind=StepKind.ask, title="Matter", text="What is it about?", field="matter"),
        Step(
            id="name",
            kind=StepKind.ask,
            title="Name",
            text="May I have your name?",
            field="name",
            optional=True,
        ),
        Step(
            id="read-back",
            kind=StepKind.read_back,
            title="Read back",
            text="I read back to you: {matter}. Is that right?",
        ),
    ),
)
_CODES = (
    WrapUpCode(id="answered", name="answered"),
    WrapUpCode(id="answered-question", name="question answered", parent="answered", order=1),
    WrapUpCode(id="answered-transferred", name="put through", parent="answered", order=2),
    WrapUpCode(id="promised", name="promised", order=1),
    WrapUpCode(id="promised-call-back", name="call back", parent="promised", order=1, needs_note=True),
    WrapUpCode(id="promised-message", name="message taken", parent="promised", order=2, needs_note=True),
    WrapUpCode(id="other", name="other", order=2),
    WrapUpCode(id="other-wrong-number", name="wrong number", parent="other", order=1),
    WrapUpCode(id="other-nobody", name="nobody there", parent="other", order=2),
)
_REASONS = (
    Reason(id="break", name="break", limit=900),
    Reason(id="lunch", name="lunch", limit=2700),
    Reason(id="meeting", name="meeting"),
    Reason(id="desk", name="desk work"),
)
