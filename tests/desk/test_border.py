"""Whatever an adapter raises, callers of the desk meet the error tree, and the log no callers' data."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.desk.conftest import open_desk
from tests.support.patience import until
from tests.support.rehearsal import RehearsalBackend
from tui.backend import BackendError, OutcomeUnknown
from tui.desk import AgentDesk
from tui.model import HandlingState, Presence

SECRET = "Zhang Min 88-1204"

QUESTIONS: dict[str, Callable[[AgentDesk], Awaitable[object]]] = {
    "search": lambda desk: desk.find("zhang"),
    "read": lambda desk: desk.caller("c3"),
    "history": lambda desk: desk.history("c3"),
    "last_calls": lambda desk: desk.last_calls(),
    "articles": lambda desk: desk.articles("invoice"),
    "my_day": lambda desk: desk.my_day(),
    "directory": lambda desk: desk.directory("chen"),
    "mark_read": lambda desk: desk.mark_read("n1"),
}


@pytest.mark.parametrize("operation", QUESTIONS)
async def test_a_lookup_fails_as_the_contract_says(
    operation: str, desk: AgentDesk, backend: RehearsalBackend, caplog: pytest.LogCaptureFixture
) -> None:
    backend.fail(operation, KeyError(SECRET))
    with pytest.raises(BackendError) as caught:
        await QUESTIONS[operation](desk)
    assert caught.value.detail == "KeyError"
    assert "KeyError" in caplog.text
    assert SECRET not in caplog.text


async def test_what_became_of_a_verb_is_read_back(desk: AgentDesk, backend: RehearsalBackend) -> None:
    offered = backend.ring()
    await until(lambda: desk.current)
    backend.fail("perform", AttributeError(SECRET))
    with pytest.raises(OutcomeUnknown):
        await desk.answer(offered)
    backend.fail("perform", AttributeError(SECRET), after_effect=True)
    await desk.answer(offered)
    assert desk.current is not None
    assert desk.current.state is HandlingState.connected
    backend.fail("set_state", ZeroDivisionError())
    with pytest.raises(OutcomeUnknown):
        await desk.set_state(Presence.ready)


async def test_a_list_that_cannot_be_loaded_leaves_the_others(
    backend: RehearsalBackend, tmp_path: Path
) -> None:
    backend.fail("scripts", RecursionError())
    desk = await open_desk(backend, tmp_path)
    await until(lambda: desk.content.codes and "scripts" in desk.content.failed)
    assert desk.content.failed["scripts"].detail == "RecursionError"
    await desk.close(sign_out=False)
