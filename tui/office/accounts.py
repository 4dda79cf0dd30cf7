"""Who may sign in, who is signed in, and from which desk."""

import time
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tui.backend import RateLimited, Refused, Unauthorised, Why
from tui.model import Agent, AgentRole, Presence, Value
from tui.office import floor
from tui.office.secrecy import Gate, Throttle, digest, new_token
from tui.office.store import Store, Transaction
from tui.office.store.accounts import AccountRow, SessionRow

LASTS = timedelta(hours=12)
"""How long a token is good for: a long shift."""
SERVICE_LASTS = timedelta(days=3650)
"""How long the token of a machine is good for."""


class Account(Value, frozen=True, kw_only=True):
    """Somebody signed in, as far as a request needs to know."""

    id: str
    role: AgentRole
    name: str
    digest: str
    """Of the token; names the session."""
    expires: datetime


NOBODY = Account(id="", role=AgentRole.unknown, name="", digest="", expires=datetime.fromtimestamp(0, UTC))
"""Asks where nobody need be signed in."""


class Desk(Value, frozen=True, kw_only=True):
    """Where somebody wants to sign in from."""

    id: str = ""
    """Empty: a desk of its own each time."""
    name: str = ""
    extension: str = ""
    take_over: bool = False


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A session that was just opened."""

    token: str
    account: Account
    agent: Agent
    ended: tuple[str, ...]
    """Digests of the sessions it took the place of."""
    taken_over: bool
    """Another desk held one of them."""


class Accounts:
    """Signs people in and knows their tokens. What signing in does to the floor is the floor's."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._gate = Gate()
        self._throttle = Throttle()

    async def of_token(self, token: str) -> Account | None:
        """Whose token this is; None: nobody's (any more)."""
        return await self._store.read(_of_digest, digest(token)) if token else None

    async def sign_in(self, staff_number: str, secret: str, desk: Desk, *, peer: str) -> Opened:
        """Open a session.

        Args:
            staff_number: case does not count.
            secret: as typed.
            desk: where from; the same desk resumes, another must take over.
            peer: network address of whoever asks; guesses are counted by it.

        Raises:
            RateLimited: too many wrong secrets lately.
            Unauthorised: wrong number or secret.
            Refused: `signed_in_elsewhere` or `extension_taken`, with `by`.
        """
        guess = f"{peer} {staff_number.casefold()}"
        row = await self._checked(guess, staff_number, secret)
        token = new_token()
        session = SessionRow(digest(token), row.id, desk.id or uuid.uuid4().hex, desk.name, desk.extension, 0)
        return await self._store.write(_open, row, session, token, take_over=desk.take_over)

    async def sign_out(self, account: Account) -> None:
        """End the session that this account was found by; an agent goes offline."""
        await self._store.write(_close, account)

    async def _checked(self, guess: str, staff_number: str, secret: str) -> AccountRow:
        try:
            self._throttle.check(guess, time.monotonic())
        except RateLimited:
            await self._store.write(_audit, "sign_in_throttled", staff_number)
            raise
        # Counted before the answer is known: guesses sent side by side must not all pass the check above.
        self._throttle.failed(guess, time.monotonic())
        row = await self._store.read(lambda tx: tx.accounts.with_number(staff_number))
        if not await self._gate.check(row.secret_hash if row else "", secret) or row is None:
            await self._store.write(_audit, "sign_in_refused", staff_number)
            raise Unauthorised("Wrong number or secret.")
        self._throttle.passed(guess)
        return row


def add_account(tx: Transaction, agent: Agent, hashed: str) -> None:
    """Keep an account, new or changed; agents get a place on the floor too.

    Args:
        tx: the transaction to do it in.
        agent: id, staff number, name, role and what the floor must know.
        hashed: the secret's hash; empty: nobody can sign in with one, only with a token.
    """
    tx.accounts.put(AccountRow(agent.id, agent.staff_number, agent.name, agent.role.value, hashed))
    if agent.role is not AgentRole.service:
        tx.agents.put(agent)
    tx.audit.add(tx.now, "", "account_put", agent.id, agent.role.value)


def issue_token(tx: Transaction, account: str, lasts: timedelta = SERVICE_LASTS) -> str:
    """A token for a machine, without signing in."""
    token = new_token()
    expires = (tx.now + lasts).timestamp()
    tx.accounts.open_session(SessionRow(digest(token), account, uuid.uuid4().hex, "", "", expires))
    tx.audit.add(tx.now, "", "token_issued", account)
    return token


def sit_again(tx: Transaction, account: str) -> None:
    """A desk with a running session is back after its grace time was over: its agent is not ready again.

    If somebody else sits at their phone by now they sit without one.
    """
    seat = tx.agents.seat(account)
    if seat is None or seat.base is not Presence.offline:
        return
    extension = agent_of(tx, account).extension
    sitting = tx.agents.at_extension(extension) if extension else None
    floor.sign_in(tx, account, "" if sitting and sitting.id != account else extension)


def agent_of(tx: Transaction, account: str) -> Agent:
    """The agent behind an account; machines have no place on the floor and get a bare one."""
    agent = tx.agents.get(account)
    if agent is not None:
        return agent
    row = tx.accounts.get(account)
    if row is None:
        raise Unauthorised("This account is no more.")
    return Agent(id=row.id, name=row.name, staff_number=row.staff_number, role=AgentRole(row.role))


def _of_digest(tx: Transaction, hashed: str) -> Account | None:
    session = tx.accounts.session(hashed, tx.now)
    row = session and tx.accounts.get(session.account)
    return _account(row, session) if row and session else None


def _account(row: AccountRow, session: SessionRow) -> Account:
    expires = datetime.fromtimestamp(session.expires, UTC)
    return Account(id=row.id, role=AgentRole(row.role), name=row.name, digest=session.digest, expires=expires)


def _open(tx: Transaction, row: AccountRow, session: SessionRow, token: str, *, take_over: bool) -> Opened:
    person = row.role != AgentRole.service
    before = tx.accounts.sessions_of(row.id, tx.now) if person else ()
    elsewhere = [one for one in before if one.desk_id != session.desk_id]
    if elsewhere and not take_over and _at_desk(tx, row.id):
        raise Refused(Why.signed_in_elsewhere, "Take over to go on here.", by=elsewhere[0].desk_name)
    for one in before:
        tx.accounts.end_session(one.digest)
    session = session._replace(expires=(tx.now + LASTS).timestamp())
    tx.accounts.prune(tx.now)
    tx.accounts.open_session(session)
    tx.audit.add(tx.now, row.id, "sign_in", row.id, session.desk_name)
    if person:
        _sit_down(tx, row.id, session.extension)
    return Opened(
        token=token,
        account=_account(row, session),
        agent=agent_of(tx, row.id),
        ended=tuple(one.digest for one in before),
        taken_over=bool(elsewhere),
    )


def _at_desk(tx: Transaction, agent: str) -> bool:
    """A desk that nobody sits at any more holds nothing."""
    seat = tx.agents.seat(agent)
    return seat is not None and seat.state.presence is not Presence.offline


def _sit_down(tx: Transaction, account: str, extension: str) -> None:
    """Take the seat on the floor, at the phone that was named or else the usual one."""
    floor.sign_in(tx, account, extension or agent_of(tx, account).extension)


def _close(tx: Transaction, account: Account) -> None:
    if tx.accounts.session(account.digest, tx.now) is None:
        return  # taken over meanwhile: the agent now sits at the other desk
    tx.accounts.end_session(account.digest)
    tx.audit.add(tx.now, account.id, "sign_out", account.id)
    floor.sign_out(tx, account.id)


def _audit(tx: Transaction, what: str, staff_number: str) -> None:
    tx.audit.add(tx.now, "", what, "", staff_number)
