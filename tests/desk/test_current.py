"""Which handling the keys act on."""

from tests.support.patience import until
from tests.support.rehearsal import RehearsalBackend
from tui.desk import AgentDesk
from tui.model import HandlingState


def current_id(desk: AgentDesk) -> str:
    return desk.current.id if desk.current else ""


async def test_an_offer_becomes_current_on_an_idle_desk(desk: AgentDesk, backend: RehearsalBackend) -> None:
    told: list[frozenset[str]] = []
    desk.subscribe(told.append)
    offered = backend.ring()
    await until(lambda: current_id(desk) == offered)
    assert frozenset({"current"}) in told


async def test_an_offer_steals_nothing_from_a_wrap_up(desk: AgentDesk, backend: RehearsalBackend) -> None:
    first = backend.ring()
    await until(lambda: desk.current)
    await desk.answer(first)
    await desk.hang_up(first)
    second = backend.ring()
    await until(lambda: len(desk.handlings()) == 2)
    assert current_id(desk) == first
    desk.documents.edit_record(first, codes=("other",))
    assert desk.documents.submit(first) == ()
    await until(lambda: current_id(desk) == second)


async def test_answering_makes_current(desk: AgentDesk, backend: RehearsalBackend) -> None:
    first = backend.ring()
    await until(lambda: desk.current)
    await desk.answer(first)
    await desk.hang_up(first)
    second = backend.ring()
    await until(lambda: len(desk.handlings()) == 2)
    await desk.answer(second)
    assert current_id(desk) == second
    assert [h.id for h in desk.handlings()] == [first, second]


async def test_when_a_call_is_over_the_one_on_the_line_comes_first(
    desk: AgentDesk, backend: RehearsalBackend
) -> None:
    front = backend.ring(queue="front")
    await until(lambda: desk.current)
    await desk.answer(front)
    backend.ring()
    held = backend.lift_handset(backend.enqueue(queue="front"))
    await until(lambda: len(desk.handlings()) == 3)
    await desk.hold(held)
    await desk.hang_up(front)
    assert current_id(desk) == held


async def test_a_chosen_handling_that_comes_later_becomes_current(
    desk: AgentDesk, backend: RehearsalBackend
) -> None:
    first = backend.ring()
    await until(lambda: desk.current)
    await desk.answer(first)
    call = backend.enqueue()
    taken = await desk.take(call)
    assert taken == call
    assert desk.current is not None
    assert desk.current.call == call
    desk.choose(first)
    assert current_id(desk) == first


async def test_a_state_only_a_newer_backend_knows_stays_on_the_desk(
    desk: AgentDesk, backend: RehearsalBackend
) -> None:
    here = backend.ring()
    backend.put(backend.handling(here).but(state=HandlingState.unknown))
    await until(lambda: desk.current and desk.current.state is HandlingState.unknown)
    assert current_id(desk) == here


async def test_calls_of_others_are_not_on_this_desk(desk: AgentDesk, backend: RehearsalBackend) -> None:
    mine = backend.ring()
    backend.put(backend.handling(mine).but(id="theirs", agent="a9", state=HandlingState.connected))
    await until(lambda: "theirs" in desk.stores.handlings)
    assert [h.id for h in desk.handlings()] == [mine]
