"""The floor: who gets which call, and what becomes of it. It holds no truth in memory.

Each function below runs inside one transaction of the store and leaves the floor settled: waiting calls
ring where they can, and everybody concerned is told. All raise `Refused` and then nothing has changed.

    await store.write(floor.arrive, Arrival(...))            -> (Receipt, is it new)
    await store.write(floor.perform, agent_id, Command(...)) -> Receipt       every verb of an agent
    await store.write(floor.caller_hangs_up, call_id)        -> Receipt
    await store.write(floor.lifted, call_id, extension=..)   -> Receipt       a handset was lifted
    await store.write(floor.leg_reported, call_id, party, state)
    await store.write(floor.say, call_id, text, by)
    await store.write(floor.keep_record, agent_id, Record)   -> Saved         kept, and filed if submitted
    await store.write(floor.sign_in, agent_id, extension)    -> Agent
    await store.write(floor.sign_out, agent_id)
    await store.write(floor.set_state, agent_id, presence, reason, after_call=..)
    await store.read(floor.view, call_id, agent_id)          -> CallView      empty agent: sees all
    await store.read(floor.snapshot, agent_id, more=..)      -> SnapshotText  empty agent: sees all

`Floor` is what runs in the office: it fires timers, tells queue figures, and is told of each desk's stream.
"""

from tui.office.floor import arriving, filing, outside, presence, verbs
from tui.office.floor.arriving import Arrival
from tui.office.floor.runtime import Floor
from tui.office.floor.seats import agent_entry
from tui.office.floor.settling import transition
from tui.office.floor.snapshot import SnapshotText, queue_entry, snapshot, view

arrive = transition(arriving.arrive)
caller_hangs_up = transition(arriving.caller_hangs_up)
desk_lost = transition(presence.desk_lost)
desk_seen = transition(presence.desk_seen)
keep_record = transition(filing.keep_record)
leg_reported = transition(outside.leg_reported)
lifted = transition(arriving.lifted)
perform = transition(verbs.perform)
say = transition(arriving.say)
set_state = transition(presence.set_state)
sign_in = transition(presence.sign_in)
sign_out = transition(presence.sign_out)

__all__ = [
    "Arrival",
    "Floor",
    "SnapshotText",
    "agent_entry",
    "arrive",
    "caller_hangs_up",
    "desk_lost",
    "desk_seen",
    "keep_record",
    "leg_reported",
    "lifted",
    "perform",
    "queue_entry",
    "say",
    "set_state",
    "sign_in",
    "sign_out",
    "snapshot",
    "view",
]
