"""What the native API declares about its verbs."""

from tui.model import Confirmation, TargetKind, Verb, VerbDeclaration

_PEOPLE = (TargetKind.agent, TargetKind.queue, TargetKind.department, TargetKind.number)
_SHAPES = {
    Verb.transfer: VerbDeclaration(verb=Verb.transfer, targets=_PEOPLE, carries_record=True),
    Verb.consult: VerbDeclaration(
        verb=Verb.consult, targets=(TargetKind.agent, TargetKind.number), carries_record=True
    ),
    Verb.complete: VerbDeclaration(verb=Verb.complete, carries_record=True),
    Verb.pick_up: VerbDeclaration(verb=Verb.pick_up, targets=(TargetKind.slot,)),
    # Nothing on the call changes when digits are sent, so no event could tell.
    Verb.send_digits: VerbDeclaration(verb=Verb.send_digits, confirmed=Confirmation.reply),
}
VERBS: dict[Verb, VerbDeclaration] = {
    verb: _SHAPES.get(verb, VerbDeclaration(verb=verb)) for verb in Verb if verb is not Verb.unknown
}
"""Every verb there is: the native API has them all."""
