"""What keys mean follows from what stands on the desk, and from nothing else."""

import pytest

from tui.actions import Situation, bar_order, meanings
from tui.model import Because, Handling, HandlingState, Party, PartyState, Presence, Recording, Role, Verb

_CALLER = Party(id="p1", role=Role.caller, name="Zhang Min")
_COLLEAGUE = Party(id="p2", role=Role.consulted, name="Chen Jie", state=PartyState.connected)


def _on(state: HandlingState, *verbs: Verb, parties: tuple[Party, ...] = (_CALLER,)) -> Situation:
    handling = Handling(id="h1", call="c1", state=state, parties=parties)
    ringing = handling if state is HandlingState.offered and Verb.answer in verbs else None
    return Situation(
        current=handling,
        name="Zhang Min",
        allowed=frozenset(verbs),
        ringing=ringing,
        ringing_name="Zhang Min" if ringing else "",
        handlings=1,
        can_set_state=True,
        can_find=True,
        has_note=True,
    )


def _words(now: Situation) -> dict[str, str]:
    return {action: meaning.text() for action, meaning in meanings(now).items()}


def test_the_red_key_names_whom_it_hangs_up() -> None:
    assert _words(_on(HandlingState.connected, Verb.hang_up))["red"] == "Hang up Zhang Min"


def test_in_a_consult_the_red_key_drops_the_colleague_and_never_the_caller() -> None:
    now = _on(HandlingState.consulting, Verb.drop, Verb.hang_up, parties=(_CALLER, _COLLEAGUE))
    assert _words(now)["red"] == "Drop Chen Jie"


def test_who_is_only_asked_hangs_up_on_the_asker_and_not_on_the_caller() -> None:
    asker = Party(id="agent:a2", role=Role.agent, name="Li Wei", agent="a2")
    now = _on(HandlingState.connected, Verb.hang_up, parties=(_CALLER.but(held=True), asker))
    assert now.current
    asked = now.but(current=now.current.but(agent="a1", because=Because.consult))
    assert _words(asked)["red"] == "Hang up Li Wei"


def test_while_it_rings_the_red_key_means_nothing() -> None:
    assert "red" not in _words(_on(HandlingState.offered, Verb.answer, Verb.decline))


def test_in_a_consult_f5_hands_over_and_f7_swaps() -> None:
    verbs = (Verb.complete, Verb.swap, Verb.conference, Verb.drop)
    words = _words(_on(HandlingState.consulting, *verbs, parties=(_CALLER, _COLLEAGUE)))
    assert (words["consult"], words["hold"], words["join"]) == ("Hand over", "Swap", "Join all three")


def test_f7_holds_resumes_and_with_a_held_second_call_swaps() -> None:
    assert _words(_on(HandlingState.connected, Verb.hold))["hold"] == "Hold"
    assert _words(_on(HandlingState.held, Verb.resume))["hold"] == "Resume"
    other = Handling(id="h2", call="c2", state=HandlingState.held)
    two = _on(HandlingState.connected, Verb.hold).but(waiting_held=other)
    assert _words(two)["hold"] == "Swap"
    talking = Handling(id="h2", call="c2", state=HandlingState.connected)
    from_the_held_one = meanings(_on(HandlingState.held).but(talking=talking))["hold"]
    assert (from_the_held_one.sense, from_the_held_one.text()) == ("swap_back", "Swap")


def test_the_green_key_answers_what_rings_before_anything_else() -> None:
    ringing = _on(HandlingState.offered, Verb.answer).ringing
    now = _on(HandlingState.wrap_up).but(
        ringing=ringing and ringing.but(id="h9"),
        ringing_name="Wang Fang",
        somebody_waits=True,
        at_desk=frozenset({Verb.take_next}),
    )
    meaning = meanings(now)["green"]
    assert (meaning.sense, meaning.text()) == ("answer", "Answer Wang Fang")


def test_the_green_key_takes_the_oldest_only_where_somebody_can_be_taken() -> None:
    idle = Situation(at_desk=frozenset({Verb.take_next, Verb.log}), presence=Presence.ready)
    assert meanings(idle)["green"].sense == "by_hand"
    assert meanings(idle.but(somebody_waits=True))["green"].sense == "take_next"


def test_the_green_key_starts_nothing_while_somebody_is_on_the_line() -> None:
    now = _on(HandlingState.connected).but(
        at_desk=frozenset({Verb.dial, Verb.take_next}), somebody_waits=True
    )
    assert "green" not in meanings(now)


@pytest.mark.parametrize(
    ("now", "sense"),
    [
        (Situation(presence=Presence.ready, can_set_state=True), "not_ready"),
        (Situation(presence=Presence.not_ready, can_set_state=True), "ready"),
        (_on(HandlingState.connected), "after_call"),
        (_on(HandlingState.wrap_up), "after_call"),
        (_on(HandlingState.offered, Verb.decline), "decline"),
    ],
)
def test_f2_sets_the_state_the_one_after_the_call_or_declines(now: Situation, sense: str) -> None:
    assert meanings(now)["state"].sense == sense


def test_recording_pauses_and_goes_on() -> None:
    verbs = (Verb.record, Verb.pause_recording)
    on = _on(HandlingState.connected, *verbs).but(recording=Recording.on)
    assert meanings(on)["recording"].sense == "pause"
    assert meanings(on.but(recording=Recording.paused))["recording"].sense == "record"


def test_what_the_backend_lacks_has_no_key() -> None:
    assert set(_words(_on(HandlingState.connected))) == {
        "find",
        "script",
        "wrap_up",
        "due",
        "state",
        "state_menu",
        "sign_out",
        "help",
        "briefing",
        "queue",
    }


def test_a_hostile_name_is_text_and_is_cut() -> None:
    now = _on(HandlingState.connected, Verb.hang_up).but(name="[b]{name}\x1b[2J" + "x" * 80)
    assert _words(now)["red"].startswith("Hang up [b]{name}^[[2J")
    assert len(meanings(now)["red"].text(12)) == len("Hang up ") + 12


def test_the_bar_names_only_listed_actions_and_filing_first_in_wrap_up() -> None:
    assert bar_order(_on(HandlingState.wrap_up))[0] == "wrap_up"
    assert bar_order(Situation())[0] == "green"
    assert bar_order(_on(HandlingState.connected).but(ringing=Handling(id="h2", call="c2")))[0] == "green"


def test_only_a_call_begun_by_hand_can_be_corrected() -> None:
    now = _on(HandlingState.connected)
    assert "correct" not in meanings(now)
    assert meanings(now.but(is_by_hand=True))["correct"].handling == "h1"


def test_who_serves_no_queue_logs_calls() -> None:
    idle = Situation(at_desk=frozenset({Verb.dial, Verb.log}))
    assert _words(idle)["green"] == "New call"
    assert _words(idle.but(serves_no_queue=True))["green"] == "Log a call"
