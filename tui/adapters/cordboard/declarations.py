"""What the native API declares about its verbs."""

from tui.model import Confirmation, TargetKind, Verb, VerbDeclaration

_HEARERS = (TargetKind.agent, TargetKind.department, TargetKind.number)
_TARGETS = (*_HEARERS, TargetKind.queue)
_SHAPES = {
    Verb.transfer: VerbDeclaration(verb=Verb.transfer, targets=_TARGETS, carries_record=True),
    Verb.consult: VerbDeclaration(verb=Verb.consult, targets=_HEARERS, carries_record=True),
    Verb.complete: VerbDeclaration(verb=Verb.complete, carries_record=True),
    Verb.park: VerbDeclaration(verb=Verb.park, carries_record=True),
    Verb.pick_up: VerbDeclaration(verb=Verb.pick_up, targets=(TargetKind.slot,)),
    # Nothing on the call changes when digits are sent, so no event could tell.
    Verb.send_digits: VerbDeclaration(verb=Verb.send_digits, confirmed=Confirmation.reply),
}
VERBS: dict[Verb, VerbDeclaration] = {
    verb: _SHAPES.get(verb, VerbDeclaration(verb=verb)) for verb in Verb if verb is not Verb.unknown
}
"""Every verb there is: the native API has them all."""
