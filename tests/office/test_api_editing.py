"""What may be sent twice, what may not be overwritten, and what is hidden."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.office.http_office import ZHANG, Outside, Person, content, office, problem
from tui.model import Announcement, Interaction, Queue, Script, Step, StepKind, record_id, utc_now
from tui.office.store import Transaction

NEW = {"If_None_Match": "*"}


@pytest.fixture
async def outside(tmp_path: Path) -> AsyncIterator[Outside]:
    briefing = Announcement(id="a1", at=datetime(2026, 1, 1, tzinfo=UTC), text="New prices")
    async with office(tmp_path, content(announcements=(briefing,))) as there:
        yield there


@pytest.fixture
async def li(outside: Outside) -> Person:
    return await outside.sign_in("8001")


async def test_a_new_follow_up_is_kept_once(li: Person) -> None:
    promise = {"id": "f1", "about": "call back", "assignee": "li"}
    first = await li.ask("PUT", "/v1/follow-ups/f1", promise, **NEW)
    again = await li.ask("PUT", "/v1/follow-ups/f1", promise, **NEW)
    assert first.status_code == again.status_code == 200
    assert first.json()["version"] == again.json()["version"]
    other = await li.ask("PUT", "/v1/follow-ups/f1", promise | {"about": "else"}, **NEW)
    assert problem(other, "conflict")["status"] == 412


async def test_an_edit_needs_the_version_it_was_made_on(li: Person) -> None:
    promise = {"id": "f1", "about": "call back", "assignee": "li"}
    tag = (await li.ask("PUT", "/v1/follow-ups/f1", promise, **NEW)).headers["etag"]
    done = promise | {"state": "done"}
    problem(await li.ask("PUT", "/v1/follow-ups/f1", done), "precondition-required")
    problem(await li.ask("PUT", "/v1/follow-ups/f1", done, If_Match='"999999"'), "conflict")
    problem(await li.ask("PUT", "/v1/follow-ups/f1", done, If_Match="x"), "invalid")
    kept = await li.ask("PUT", "/v1/follow-ups/f1", done, If_Match=tag)
    assert kept.status_code == 200
    assert kept.headers["etag"] != tag
    problem(await li.ask("PUT", "/v1/follow-ups/f1", promise, If_Match=tag), "conflict")
    assert (await li.get("/v1/follow-ups")).json() == {"items": []}
    assert (await li.get("/v1/follow-ups/f1")).json()["state"] == "done"


async def test_a_follow_up_is_told_to_who_is_to_keep_it(outside: Outside, li: Person) -> None:
    chen = await outside.sign_in("8002")
    async with chen.events() as heard:
        await heard.next()
        await li.ask("PUT", "/v1/follow-ups/f1", {"id": "f1", "assignee": "chen"}, **NEW)
        version = (await heard.until("changed", "follow_up", id="f1")).data["value"]["version"]
        moved = {"id": "f1", "assignee": "queue:pull"}
        await li.ask("PUT", "/v1/follow-ups/f1", moved, If_Match=f'"{version}"')
        await heard.until("removed", "follow_up", id="f1")
        await heard.until("changed", "follow_up", id="f1")
    assert (await li.get("/v1/follow-ups")).json()["items"][0]["created_by"] == "li"


async def test_a_follow_up_of_others_is_neither_read_nor_edited(outside: Outside, li: Person) -> None:
    chen, boss = await outside.sign_in("8002"), await outside.sign_in("9000")
    promise = {"id": "f1", "about": "call back", "assignee": "chen"}
    made = await boss.ask("PUT", "/v1/follow-ups/f1", promise, **NEW)
    tag = made.headers["etag"]
    problem(await li.get("/v1/follow-ups/f1"), "not-found")
    problem(await li.ask("PUT", "/v1/follow-ups/f1", promise | {"state": "done"}, If_Match=tag), "not-found")
    assert (await chen.get("/v1/follow-ups/f1")).headers["etag"] == tag
    given = promise | {"assignee": "li"}
    first, again = [await chen.ask("PUT", "/v1/follow-ups/f1", given, If_Match=tag) for _ in range(2)]
    assert first.json()["version"] == again.json()["version"]
    problem(await chen.get("/v1/follow-ups/f1"), "not-found")
    assert (await li.get("/v1/follow-ups/f1")).json()["assignee"] == "li"


async def test_figures_are_of_the_queues_one_serves(outside: Outside, li: Person) -> None:
    await outside.there.office.store.write(lambda tx: tx.queues.put(Queue(id="board", name="Board"), 9))
    boss = await outside.sign_in("9000")
    async with asyncio.timeout(15):
        while len((await boss.get("/v1/metrics/queues")).json()["items"]) < 3:  # noqa: ASYNC110 - told by none
            await asyncio.sleep(0.05)
    assert {one["id"] for one in (await li.get("/v1/metrics/queues")).json()["items"]} == {"main", "pull"}


async def test_a_caller_file_is_new_read_edited_and_found(li: Person) -> None:
    file = {"id": "c9", "name": "Wang Fang 王芳", "numbers": [{"number": "+862163294400"}]}
    saved = await li.ask("PUT", "/v1/callers/c9", file, **NEW)
    assert saved.json()["version"] == 1
    read = await li.get("/v1/callers/c9")
    unchanged = await li.get("/v1/callers/c9", If_None_Match=read.headers["etag"])
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    edit = await li.ask("PUT", "/v1/callers/c9", file | {"city": "Shanghai"}, If_Match=read.headers["etag"])
    assert edit.json()["version"] == 2
    stale = await li.ask("PUT", "/v1/callers/c9", file, If_Match=read.headers["etag"])
    problem(stale, "conflict")
    assert [one["id"] for one in (await li.get("/v1/callers?q=wangf")).json()["callers"]] == ["c9"]
    wrong = await li.ask("PUT", "/v1/callers/c8", file, **NEW)
    assert problem(wrong, "invalid")["path"] == "$.id"


async def test_a_search_says_when_there_is_more(li: Person) -> None:
    for number in range(4):
        file = {"id": f"w{number}", "name": f"Wang {number}"}
        await li.ask("PUT", f"/v1/callers/w{number}", file, **NEW)
    found = (await li.get("/v1/callers?q=wang&limit=3")).json()
    assert (len(found["callers"]), found["more"]) == (3, True)
    assert not (await li.get("/v1/callers?q=wang&limit=4")).json().get("more", False)


async def test_protected_fields_are_masked_until_identity_is_verified(outside: Outside, li: Person) -> None:
    assert (await li.get("/v1/callers/zhang")).json()["account"] == "•••"
    assert (await li.get("/v1/callers?q=zhangmin")).json()["callers"][0]["account"] == "•••"
    call = await _speaking(outside, li)
    await outside.there.office.store.write(_put_script)
    handling = (await li.get(f"/v1/calls/{call}")).json()["handling"]["id"]
    name = record_id(handling)
    record = {"id": name, "handling": handling, "revision": 1, "caller": "zhang"}
    passed = {"script": "bank", "steps": ["contract"], "answers": {"contract": "88-1204"}}
    assert (await li.ask("PUT", f"/v1/records/{name}", record | passed)).status_code == 200
    assert (await li.get(f"/v1/calls/{call}")).json()["call"]["identity"]["caller"] == "zhang"
    assert (await li.get("/v1/callers/zhang")).json()["account"] == "88-1204"
    assert (await (await outside.sign_in("8002")).get("/v1/callers/zhang")).json()["account"] == "•••"


async def test_what_is_protected_shows_neither_in_history_nor_in_line(outside: Outside, li: Person) -> None:
    hidden = ZHANG.but(tier="gold", company="Acme", protected=("numbers", "tier", "company"))
    contact = Interaction(id="i1", caller="zhang", at=utc_now(), number="+8613800138000")
    await outside.there.office.store.write(lambda tx: tx.callers.put(hidden))
    await outside.there.office.store.write(lambda tx: tx.interactions.put(contact))
    past = (await li.get("/v1/callers/zhang/history")).json()["interactions"]
    assert past[0]["number"] == "•••00"
    call = await _speaking(outside, li)
    assert (await li.get(f"/v1/calls/{call}")).json()["call"]["callers"] == [
        {"id": "zhang", "name": ZHANG.name}
    ]


async def test_editing_a_masked_file_keeps_what_the_mask_hid(outside: Outside, li: Person) -> None:
    read = await li.get("/v1/callers/zhang")
    edit = read.json() | {"city": "Shanghai"}
    saved = await li.ask("PUT", "/v1/callers/zhang", edit, If_Match=read.headers["etag"])
    assert saved.status_code == 200
    stored = await outside.there.office.store.read(lambda tx: tx.callers.get("zhang"))
    assert stored is not None
    assert (stored.account, stored.city) == (ZHANG.account, "Shanghai")


async def _speaking(outside: Outside, li: Person) -> str:
    call = await outside.put_in("pull", number="+8613800138000")
    assert (await li.verb(call, "take")).status_code == 200
    return call


def _put_script(tx: Transaction) -> None:
    check = Step(id="contract", kind=StepKind.verify, title="Contract", field="contract", level=1)
    tx.content.put(Script(id="bank", name="Bank", steps=(check,)))


async def test_a_call_put_in_twice_under_one_key_is_one_call(outside: Outside) -> None:
    body = {"queue": "pull", "number": "+4930901"}
    first, again = [await outside.machine.ask("POST", "/v1/calls", body, key="k1") for _ in range(2)]
    assert (again.status_code, again.json()) == (first.status_code, first.json())
    other = await outside.machine.ask("POST", "/v1/calls", body | {"number": "+4930902"}, key="k1")
    assert problem(other, "invalid")["path"] == "Idempotency-Key"
    assert len((await outside.machine.get("/v1/calls")).json()["items"]) == 1


async def test_a_verb_sent_twice_takes_effect_once(outside: Outside, li: Person) -> None:
    first, second = [await outside.put_in("pull") for _ in range(2)]
    body: dict[str, object] = {}
    taken = [await li.ask("POST", "/v1/queues/any/next", body, key="k1") for _ in range(2)]
    assert [answer.json()["call"] for answer in taken] == [first, first]
    other = await li.ask("POST", f"/v1/calls/{second}/take", body, key="k1")
    assert problem(other, "invalid")["path"] == "Idempotency-Key"
    bare = await li.ask("POST", f"/v1/calls/{second}/take", body)
    assert problem(bare, "precondition-required")["status"] == 428


async def test_what_was_refused_may_be_tried_again_with_its_key(outside: Outside, li: Person) -> None:
    problem(await li.ask("POST", "/v1/queues/any/next", {}, key="k2"), "nobody-waits")
    call = await outside.put_in("pull")
    assert (await li.ask("POST", "/v1/queues/any/next", {}, key="k2")).json()["call"] == call


async def test_a_call_put_in_twice_is_one_call(outside: Outside) -> None:
    call = {"id": "pbx-7", "queue": "pull", "number": "+4930901820"}
    answers = [await outside.machine.ask("POST", "/v1/calls", call) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 200]
    assert len((await outside.machine.get("/v1/calls")).json()["items"]) == 1
    wrong = await outside.machine.ask("POST", "/v1/calls", {"queue": "nowhere"})
    assert problem(wrong, "invalid")["path"] == "$.queue"


async def test_a_call_by_hand_has_the_desks_own_id(li: Person) -> None:
    logged = {"kind": "log", "id": "mine-1", "number": "8000"}
    answers = [await li.ask("POST", "/v1/calls", logged) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 200]
    assert answers[0].json() == answers[1].json()
    view = (await li.get("/v1/calls/mine-1")).json()
    assert view["handling"]["state"] == "connected"
    no_id = await li.ask("POST", "/v1/calls", {"kind": "dial", "number": "8000"})
    assert problem(no_id, "invalid")["path"] == "$.id"


async def test_two_want_the_same_call_and_one_is_told_who_has_it(outside: Outside, li: Person) -> None:
    chen = await outside.sign_in("8002")
    call = await outside.put_in("pull")
    assert (await li.verb(call, "take")).status_code == 200
    late = await chen.verb(call, "take", key="late")
    assert problem(late, "taken")["by"] == "Li"
    problem(await chen.get(f"/v1/calls/{call}"), "not-found")


async def test_the_briefing_is_read_once_by_each(outside: Outside, li: Person) -> None:
    chen = await outside.sign_in("8002")
    for _ in range(2):
        assert (await li.ask("POST", "/v1/announcements/a1/read")).status_code == 204
    assert (await li.get("/v1/announcements")).json()["items"][0]["read"] is True
    assert not (await chen.get("/v1/announcements")).json()["items"][0].get("read", False)
    problem(await li.ask("POST", "/v1/announcements/none/read"), "not-found")


async def test_the_directory_finds_people_and_queues(outside: Outside, li: Person) -> None:
    everything = (await li.get("/v1/directory")).json()["items"]
    assert {entry["id"] for entry in everything} >= {"agent:li", "agent:chen", "queue:main", "queue:pull"}
    assert [e["target"] for e in (await li.get("/v1/directory?q=8002")).json()["items"]] == ["chen"]
    assert [e["target"] for e in (await li.get("/v1/directory?q=pul")).json()["items"]] == ["pull"]
    assert not any(entry["id"].startswith("agent:service") for entry in everything)
