"""One call over HTTP, from sign-in to the filed record."""

from pathlib import Path

from tests.office.http_office import Outside, Person, office, problem
from tui.model import record_id


async def test_a_call_from_ring_to_filed_record(tmp_path: Path) -> None:
    async with office(tmp_path) as outside:
        li = await outside.sign_in("8001", desk_id="desk-1")
        async with li.events() as heard:
            snapshot = await heard.next()
            assert snapshot.name == "snapshot"
            assert {"kind", "value"} == set(snapshot.data["values"][0])
            await li.ready()
            await heard.until("changed", "agent_state", presence="ready")
            call = await outside.put_in(number="+86 138 0013 8000", about="invoice")
            offered = (await heard.until("changed", "handling", call=call, state="offered")).data["value"]
            await _speak_and_file(outside, li, call, offered["id"])
            await heard.until("removed", "handling", id=offered["id"])
        history = (await li.get("/v1/callers/zhang/history")).json()
        assert history["interactions"][0]["note"] == "wants a new invoice"
        assert (await li.get("/v1/me/calls")).json()["items"][0]["caller"] == "zhang"
        assert (await li.get("/v1/metrics/my-day")).json()["handled"] == 1
        assert (await li.get("/v1/callers/zhang")).json()["last_contact"]


async def _speak_and_file(outside: Outside, li: Person, call: str, handling: str) -> None:
    view = (await li.get(f"/v1/calls/{call}")).json()
    assert view["call"]["callers"] == [{"id": "zhang", "name": "Zhang Min 张敏"}]
    for verb in ("answer", "hold", "resume"):
        answer = await li.verb(call, verb, handling=handling)
        assert answer.json() == {"call": call, "handling": handling}, answer.text
    assert (await outside.machine.ask("POST", f"/v1/calls/{call}/say", {"text": "hello?"})).status_code == 204
    assert (await li.verb(call, "hang_up")).status_code == 200
    name = record_id(handling)
    record = {"id": name, "handling": handling, "call": call, "revision": 1, "caller": "zhang"}
    kept = await li.ask("PUT", f"/v1/records/{name}", record | {"note": "wants a new invoice"})
    assert kept.json()["revision"] == 1
    unfinished = record | {"revision": 2, "submitted": True}
    assert problem(await li.ask("PUT", f"/v1/records/{name}", unfinished), "invalid")["path"] == "$.codes"
    promise = {"id": "f1", "kind": "call_back", "due": "2030-01-01T10:00:00Z", "caller": "zhang"}
    filed = unfinished | {
        "codes": ["answered-question"],
        "note": "wants a new invoice",
        "follow_ups": [promise],
    }
    for _ in range(2):
        saved = await li.ask("PUT", f"/v1/records/{name}", filed)
        assert (saved.json()["revision"], saved.json()["filed"]) == (2, True), saved.text
    assert (await li.get(f"/v1/records/{name}")).json()["note"] == "wants a new invoice"
    promises = (await li.get("/v1/follow-ups")).json()["items"]
    assert [one["id"] for one in promises] == ["f1"]
