"""Signing in and out, and the asker's own state."""

import tui
from tui.model import AgentState, Presence, utc_now
from tui.office import floor
from tui.office.accounts import Account, Desk, agent_of
from tui.office.api import shapes
from tui.office.api.operation import ANYONE, DESK, Answer, Ask, Operation
from tui.office.store import Transaction


async def _sign_in(ask: Ask) -> Answer:
    body: shapes.SignIn = ask.body
    desk = Desk(id=body.desk_id, name=body.desk_name, extension=body.extension, take_over=body.take_over)
    peer = ask.request.client.host if ask.request.client else ""
    opened = await ask.office.sign_in(body.staff_number, body.secret, desk, peer=peer)
    signed_in = shapes.SignedIn(
        token=opened.token,
        agent=opened.agent,
        epoch=ask.office.store.epoch,
        expires=opened.account.expires,
    )
    return Answer(value=signed_in, status=201)


async def _sign_out(ask: Ask) -> Answer:
    await ask.office.sign_out(ask.account)
    return Answer(status=204)


async def _me(ask: Ask) -> Answer:
    return Answer(value=await ask.office.store.read(_who, ask.account))


def _who(tx: Transaction, account: Account) -> shapes.Me:
    return shapes.Me(agent=agent_of(tx, account.id), state=_state(tx, account.id))


def _state(tx: Transaction, agent: str) -> AgentState:
    seat = tx.agents.seat(agent)
    return seat.state if seat else AgentState(id=agent, presence=Presence.offline)


async def _set_state(ask: Ask) -> Answer:
    body: shapes.StateChange = ask.body
    return Answer(value=await ask.office.store.write(_changed_state, ask.account.id, body))


def _changed_state(tx: Transaction, agent: str, body: shapes.StateChange) -> AgentState:
    floor.set_state(tx, agent, body.presence, body.reason, after_call=body.after_call)
    return _state(tx, agent)


async def _health(_: Ask) -> Answer:
    return Answer(value=shapes.Health(version=tui.__version__, now=utc_now()))


OPERATIONS = (
    Operation(
        id="sign_in",
        method="POST",
        path="/v1/sessions",
        about="Open a session and get its token.",
        run=_sign_in,
        who=frozenset(),
        body=shapes.SignIn,
        answers=shapes.SignedIn,
        statuses=(201,),
        refuses=("unauthorised", "signed-in-elsewhere", "extension-taken"),
    ),
    Operation(
        id="sign_out",
        method="DELETE",
        path="/v1/sessions/current",
        about="End this session; an agent goes offline.",
        run=_sign_out,
        statuses=(204,),
        refuses=("not-now",),
    ),
    Operation(
        id="me",
        method="GET",
        path="/v1/me",
        about="Who is asking, and what they do.",
        run=_me,
        who=ANYONE,
        answers=shapes.Me,
    ),
    Operation(
        id="set_my_state",
        method="PUT",
        path="/v1/me/state",
        about="Ready, or not ready with a reason; now, or after the call.",
        run=_set_state,
        who=DESK,
        body=shapes.StateChange,
        answers=AgentState,
        refuses=("not-now",),
    ),
    Operation(
        id="health",
        method="GET",
        path="/v1/health",
        about="Whether the office is there, and its clock.",
        run=_health,
        who=frozenset(),
        answers=shapes.Health,
    ),
)
