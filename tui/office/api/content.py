"""What the office says and offers: queues, scripts, phrases, codes, the directory, the briefing."""

from collections.abc import Callable

from tui.model import (
    AgentRole,
    Announcement,
    Article,
    DirectoryEntry,
    Phrase,
    Queue,
    Reason,
    Script,
    WrapUpCode,
)
from tui.office.api import shapes
from tui.office.api.operation import DESK, Answer, Ask, Operation, Parameter
from tui.office.api.problems import Problem
from tui.office.directory import directory
from tui.office.store import Transaction

_WORDS = Parameter(name="q", about="Words to look for; empty: the most useful ones.")


def _limit(default: int) -> Parameter:
    return Parameter(name="limit", about="At most so many.", low=1, high=200, default=default)


def _listing(path: str, about: str, answers: type, read: Callable[[Transaction, Ask], object]) -> Operation:
    """An operation that answers `{items: [...]}` of what `read` finds."""

    async def run(ask: Ask) -> Answer:
        return Answer(value=answers(items=await ask.office.store.read(read, ask)))

    name = f"list_{path.rpartition('/')[2].replace('-', '_')}"
    return Operation(id=name, method="GET", path=path, about=about, run=run, answers=answers)


def served(tx: Transaction, ask: Ask) -> tuple[Queue, ...]:
    """The queues whoever asks serves; all of them for those who are no agents."""
    everything = tuple(tx.queues.all())
    agent = tx.agents.get(ask.account.id)
    if agent is None or agent.role is not AgentRole.agent:
        return everything
    return tuple(queue for queue in everything if queue.id in agent.queues)


def _announcements(tx: Transaction, ask: Ask) -> tuple[Announcement, ...]:
    return tx.content.announcements(ask.account.id)


async def _articles(ask: Ask) -> Answer:
    found: tuple[Article, ...] = await ask.office.store.read(
        lambda tx: tx.content.articles(ask.query["q"], ask.query["limit"])
    )
    return Answer(value=shapes.Articles(items=found))


async def _directory(ask: Ask) -> Answer:
    found: tuple[DirectoryEntry, ...] = await ask.office.store.read(
        directory, ask.query["q"], ask.query["limit"]
    )
    return Answer(value=shapes.Directory(items=found))


async def _mark_read(ask: Ask) -> Answer:
    await ask.office.store.write(_read_by, ask.account.id, ask.path["id"])
    return Answer(status=204)


def _read_by(tx: Transaction, agent: str, announcement: str) -> None:
    found = tx.content.get(Announcement, announcement)
    if found is None:
        raise Problem("not-found", "There is no such announcement.")
    tx.content.mark_read(agent, announcement)
    tx.emit(found.but(read=True), f"agent:{agent}")


OPERATIONS = (
    _listing("/v1/queues", "The queues this agent serves; all of them for others.", shapes.Queues, served),
    _listing("/v1/scripts", "All scripts.", shapes.Scripts, lambda tx, _: tx.content.all(Script)),
    _listing("/v1/phrases", "Ready phrases.", shapes.Phrases, lambda tx, _: tx.content.all(Phrase)),
    _listing(
        "/v1/wrap-up-codes",
        "The tree of codes.",
        shapes.WrapUpCodes,
        lambda tx, _: tx.content.all(WrapUpCode),
    ),
    _listing(
        "/v1/reasons", "Reasons for being not ready.", shapes.Reasons, lambda tx, _: tx.content.all(Reason)
    ),
    _listing("/v1/announcements", "The briefing, newest first.", shapes.Announcements, _announcements),
    Operation(
        id="search_articles",
        method="GET",
        path="/v1/articles",
        about="The house's knowledge, best first.",
        run=_articles,
        answers=shapes.Articles,
        query=(_WORDS, _limit(20)),
    ),
    Operation(
        id="search_directory",
        method="GET",
        path="/v1/directory",
        about="Whom a call can be sent to, best first, with presence.",
        run=_directory,
        answers=shapes.Directory,
        query=(_WORDS, _limit(50)),
    ),
    Operation(
        id="mark_announcement_read",
        method="POST",
        path="/v1/announcements/{id}/read",
        about="This agent has read it.",
        run=_mark_read,
        who=DESK,
        statuses=(204,),
    ),
)
