"""The reducer can only replace: doubled and late events do no harm."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tui.backend import Changed, Removed, Snapshot, Source
from tui.desk import Stores
from tui.model import Announcement, Call, Handling, HandlingState, Queue, Waiting

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HERE = Source(part="office", epoch="e1")


def row(id_: str, version: int = 1, priority: int = 0, minute: int = 0) -> Waiting:
    arrived = NOON + timedelta(minutes=minute)
    return Waiting(id=id_, version=version, priority=priority, arrived=arrived)


def changed(value: Waiting, source: Source = HERE) -> Changed:
    return Changed(source=source, value=value)


def test_rows_stand_in_serving_order() -> None:
    stores = Stores("a1")
    for value in (row("late", minute=5), row("early", minute=1), row("gold", minute=9, priority=2)):
        stores.apply(changed(value))
    assert [w.id for w in stores.waiting.in_order()] == ["gold", "early", "late"]
    stores.apply(changed(row("late", version=2, priority=3, minute=5)))
    stores.apply(Removed(source=HERE, kind="waiting", id="early"))
    assert [w.id for w in stores.waiting.in_order()] == ["late", "gold"]


def test_an_older_version_is_ignored() -> None:
    stores = Stores("a1")
    stores.apply(changed(row("x", version=5, priority=1)))
    assert stores.apply(changed(row("x", version=4))) == frozenset()
    kept = stores.waiting.get("x")
    assert kept is not None
    assert kept.version == 5


def test_what_was_removed_is_not_brought_back_by_a_late_event() -> None:
    stores = Stores("a1")
    stores.apply(changed(row("x", version=5)))
    stores.apply(Removed(source=HERE, kind="waiting", id="x"))
    stores.apply(changed(row("x", version=4)))
    assert "x" not in stores.waiting
    stores.apply(changed(row("x", version=6)))
    assert "x" in stores.waiting


def test_versions_of_a_restored_backend_start_anew() -> None:
    stores = Stores("a1")
    restored = Source(part="office", epoch="e2")
    stores.apply(changed(row("x", version=500)))
    stores.apply(changed(row("x", version=2, priority=7), restored))
    kept = stores.waiting.get("x")
    assert kept is not None
    assert kept.priority == 7
    stores.apply(changed(row("x", version=501)))
    kept = stores.waiting.get("x")
    assert kept is not None
    assert kept.version == 2
    assert stores.skipped == 1


def test_a_snapshot_replaces_its_own_part_and_kinds_only() -> None:
    stores = Stores("a1")
    crm = Source(part="crm", epoch="c1")
    stores.apply(changed(row("theirs"), crm))
    stores.apply(changed(row("gone", version=9)))
    stores.apply(Changed(source=HERE, value=Queue(id="q", name="Q")))
    told = stores.apply(Snapshot(source=HERE, kinds=frozenset({"waiting"}), values=(row("new"),)))
    assert told == {"waiting"}
    assert {w.id for w in stores.waiting} == {"theirs", "new"}
    assert "q" in stores.queues


def test_one_part_removes_nothing_of_another() -> None:
    stores = Stores("a1")
    stores.apply(changed(row("x"), Source(part="crm")))
    assert stores.apply(Removed(source=HERE, kind="waiting", id="x")) == frozenset()
    assert "x" in stores.waiting


def test_kinds_of_a_newer_backend_are_counted_and_skipped() -> None:
    stores = Stores("a1")
    assert stores.apply(Removed(source=HERE, kind="hologram", id="x")) == frozenset()
    assert stores.skipped == 1


def test_a_whole_shift_leaves_few_done_handlings_behind() -> None:
    stores = Stores("a1")
    for number in range(2000):
        handling = Handling(id=f"h{number}", version=number + 1, call="c", state=HandlingState.done)
        stores.apply(Changed(source=HERE, value=handling))
    assert len(stores.handlings) <= 40
    assert "h1999" in stores.handlings


versions = st.integers(1, 6)
ids = st.sampled_from(["x", "y", "z"])
steps = st.lists(st.tuples(ids, versions), max_size=30)


@given(steps, st.randoms(use_true_random=False))
def test_reordered_and_doubled_changes_end_at_the_newest(
    given_steps: list[tuple[str, int]], chance: object
) -> None:
    events = [changed(row(id_, version, priority=version)) for id_, version in given_steps]
    shuffled = events + events
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    stores = Stores("a1")
    for event in shuffled:
        stores.apply(event)
    newest = {id_: max(v for i, v in given_steps if i == id_) for id_, _ in given_steps}
    assert {w.id: w.priority for w in stores.waiting} == newest
    assert [w.priority for w in stores.waiting.in_order()] == sorted(newest.values(), reverse=True)


operations = st.lists(
    st.one_of(
        st.tuples(st.just("change"), ids, versions),
        st.tuples(st.just("remove"), ids, versions),
        st.tuples(st.just("snapshot"), ids, versions),
    ),
    max_size=40,
)


@given(operations)
def test_serving_order_always_agrees_with_the_rows(given_steps: list[tuple[str, str, int]]) -> None:
    stores = Stores("a1")
    for what, id_, version in given_steps:
        value = row(id_, version, priority=version % 3, minute=version)
        if what == "change":
            stores.apply(changed(value))
        elif what == "remove":
            stores.apply(Removed(source=HERE, kind="waiting", id=id_))
        else:
            stores.apply(Snapshot(source=HERE, kinds=frozenset({"waiting"}), values=(value,)))
        in_order = stores.waiting.in_order()
        assert sorted(in_order, key=lambda w: (-w.priority, w.arrived, w.id)) == list(in_order)
        assert {w.id for w in in_order} == {w.id for w in stores.waiting}


@given(operations)
def test_each_event_told_twice_changes_nothing(given_steps: list[tuple[str, str, int]]) -> None:
    once, twice = Stores("a1"), Stores("a1")
    for what, id_, version in given_steps:
        event = (
            changed(row(id_, version))
            if what == "change"
            else Removed(source=HERE, kind="waiting", id=id_)
            if what == "remove"
            else Snapshot(source=HERE, kinds=frozenset({"waiting"}), values=(row(id_, version),))
        )
        once.apply(event)
        twice.apply(event)
        twice.apply(event)
        assert once.waiting.in_order() == twice.waiting.in_order()


def test_tables_know_where_a_value_came_from() -> None:
    stores = Stores("a1")
    stores.apply(Changed(source=HERE, value=Call(id="c")))
    stores.apply(Changed(source=HERE, value=Announcement(id="n", at=NOON, text="x")))
    assert stores.calls.part_of("c") == "office"
    assert stores.calls.part_of("nobody") == ""
    assert len(stores.announcements) == 1
    assert stores.epoch("office") == "e1"
