"""Walking through a script. The place is in the record, so it survives a restart and travels with a call."""

from collections.abc import Callable, Sequence

import msgspec

from tui.model import Record, Script, Step


class PassedStep(msgspec.Struct, frozen=True, kw_only=True):
    """A step the agent is through with."""

    step: Step
    answer: str = ""


class Walk(msgspec.Struct, frozen=True, kw_only=True):
    """Where a conversation stands in its script."""

    script: Script
    step: Step | None
    """The one to do now; None: the script is through."""
    passed: tuple[PassedStep, ...]
    position: str
    """Such as "3/6": this step, and how many there are on the way it takes now."""
    text: str
    """What to say now, placeholders filled in."""


def walk(script: Script, record: Record, fill_in: Callable[[str], str]) -> Walk:
    """The walk that a record has got through. Steps the script no longer has are left out."""
    steps = {step.id: step for step in script.steps}
    done = [steps[id_] for id_ in record.steps if id_ in steps] if record.script in ("", script.id) else []
    passed = tuple(PassedStep(step=step, answer=record.answers.get(answer_name(step), "")) for step in done)
    step = _after(script, passed[-1]) if passed else _first(script.steps)
    left = _steps_left(script, step, {p.step.id for p in passed})
    total = len(passed) + left
    return Walk(
        script=script,
        step=step,
        passed=passed,
        position=f"{min(len(passed) + 1, total)}/{total}",
        text=fill_in(step.text) if step else "",
    )


def answer_name(step: Step) -> str:
    """Under which name a step's answer stands in the record."""
    return step.field or step.id


def with_passed(record: Record, script: Script, step: Step, answer: str | None) -> dict[str, object]:
    """The changes to a record when a step is passed. A step passed before is taken up again from there,
    so a script that leads in circles never grows the record.
    """
    before = [id_ for id_ in record.steps if record.script in ("", script.id)]
    if step.id in before:
        before = before[: before.index(step.id)]
    changes: dict[str, object] = {"script": script.id, "steps": (*before, step.id)}
    if answer is not None:
        changes["answers"] = record.answers | {answer_name(step): answer}
    return changes


def without_last(record: Record) -> dict[str, object]:
    """The changes to a record when the agent goes a step back. The answer stays, to be corrected."""
    return {"steps": record.steps[:-1]}


def _first(steps: Sequence[Step]) -> Step | None:
    return steps[0] if steps else None


def _after(script: Script, passed: PassedStep) -> Step | None:
    chosen = next((c.next for c in passed.step.choices if c.label == passed.answer), "")
    return _follow(script, passed.step, chosen or passed.step.next)


def _follow(script: Script, step: Step, next_id: str) -> Step | None:
    if next_id:
        return next((s for s in script.steps if s.id == next_id), None)
    place = script.steps.index(step) + 1
    return script.steps[place] if place < len(script.steps) else None


def _steps_left(script: Script, step: Step | None, seen: set[str]) -> int:
    """Steps ahead if every choice takes its default way; a circle is counted once."""
    ahead: set[str] = set()
    while step is not None and step.id not in ahead and (not ahead or step.id not in seen):
        ahead.add(step.id)
        step = _follow(script, step, step.next)
    return len(ahead)
