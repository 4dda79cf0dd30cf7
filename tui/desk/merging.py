"""Two versions of one document become one without losing a word."""

from tui.model import Record


def merged(theirs: Record, ours: Record) -> Record:
    """Both records in one: what we wrote stands, what only they wrote is kept before it.

    The answer equals `theirs` if we have nothing to add.
    """
    follow_ups = {f.id: f for f in (*theirs.follow_ups, *ours.follow_ups)}
    return theirs.but(
        note=_joined(theirs.note, ours.note),
        answers=theirs.answers | ours.answers,
        caller=ours.caller or theirs.caller,
        number=ours.number or theirs.number,
        script=ours.script or theirs.script,
        steps=ours.steps or theirs.steps,
        codes=ours.codes or theirs.codes,
        resolved=theirs.resolved if ours.resolved is None else ours.resolved,
        promised=ours.promised or theirs.promised,
        began=ours.began or theirs.began,
        finished=ours.finished or theirs.finished,
        direction=ours.direction or theirs.direction,
        follow_ups=tuple(follow_ups.values()),
        submitted=theirs.submitted or ours.submitted,
    )


def _joined(theirs: str, ours: str) -> str:
    if theirs.strip() in ours:
        return ours
    return theirs if ours.strip() in theirs else f"{theirs}\n{ours}"
