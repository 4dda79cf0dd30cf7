"""A newer backend never blinds an older desk."""

import msgspec
import pytest

from tui.model import KINDS, Call, CallState, Handling, HandlingState, Stored, Verb, kind_of, record_id


def test_a_word_we_do_not_know_reads_as_unknown() -> None:
    call = msgspec.json.decode(b'{"id":"c1","state":"teleported","new_field":[1,2]}', type=Call)
    assert call.state is CallState.unknown


def test_one_unknown_verb_does_not_cost_the_others() -> None:
    handling = msgspec.json.decode(b'{"id":"h","call":"c","allowed":["hold","beam_up"]}', type=Handling)
    assert handling.allowed == (Verb.hold, Verb.unknown)


def test_a_wrong_type_is_named_by_its_path() -> None:
    with pytest.raises(msgspec.ValidationError, match=r"\$\.state"):
        msgspec.json.decode(b'{"id":"c1","state":7}', type=Call)


def test_a_time_without_offset_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match=r"\$\.arrived"):
        msgspec.json.decode(b'{"id":"c1","arrived":"2026-11-21T10:00:00"}', type=Call)


def test_values_survive_the_wire() -> None:
    handling = Handling(id="h1", call="c1", state=HandlingState.held, allowed=(Verb.resume,))
    assert msgspec.json.decode(msgspec.json.encode(handling), type=Handling) == handling


def test_a_changed_value_is_a_new_one() -> None:
    before = Call(id="c1", state=CallState.queued)
    after = before.but(state=CallState.connected)
    assert (before.state, after.state) == (CallState.queued, CallState.connected)


@pytest.mark.parametrize(("name", "kind"), KINDS.items())
def test_every_kind_knows_its_name(name: str, kind: type[Stored]) -> None:
    assert issubclass(kind, Stored)
    assert kind_of(Call(id="c")) == "call"
    assert KINDS[name] is kind


def test_a_handling_has_one_record_id_on_every_desk() -> None:
    assert record_id("h1") == record_id("h1") != record_id("h2")
