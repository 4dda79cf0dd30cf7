"""What the scenes show: an afternoon at a small firm, with every moment fixed."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.support.rehearsal import RehearsalBackend
from tests.support.scene_time import START
from tui.model import (
    Announcement,
    Because,
    Caller,
    CallerNumber,
    Channel,
    DayFigures,
    FollowUp,
    FollowUpKind,
    Interaction,
    QueueFigures,
    Stored,
)

ZHANG_MIN = "+8613800138000"
WANG_FANG = "+862163294400"


def _caller(id_: str, name: str, number: str, **facts: Any) -> Caller:
    return Caller(
        id=id_, version=1, name=name, numbers=(CallerNumber(number=number, label="mobile"),), **facts
    )


CALLERS = (
    _caller(
        "c1",
        "Zhang Min 张敏",
        ZHANG_MIN,
        company="Hua Rong Ltd",
        account="88-1204",
        tier="gold",
        city="Shanghai",
        time_zone="Asia/Shanghai",
        languages=("zh", "en"),
        since="2019",
        last_contact=START - timedelta(days=3),
    ),
    _caller("c3", "Wang Fang 王芳", WANG_FANG, city="Shanghai"),
    _caller("c4", "Zhou Ming 周明", "+861088881234", company="Hua Rong Ltd"),
    _caller(
        "c5", "Zhao Meng 赵萌", "+8675523456789", city="Shenzhen", last_contact=START - timedelta(days=200)
    ),
    _caller("c6", "Zimmermann, Anna", "+4930901820", city="Berlin", time_zone="Europe/Berlin"),
)


def _contact(id_: str, at: datetime, seconds: int, agent: str, topic: str, **facts: Any) -> Interaction:
    return Interaction(id=id_, caller="c1", at=at, seconds=seconds, agent_name=agent, topic=topic, **facts)


INTERACTIONS = (
    _contact(
        "i1",
        datetime(2026, 11, 18, 2, 20, tzinfo=UTC),
        200,
        "Chen Jie",
        "invoice query",
        note="Promised a new invoice by the 21st.",
        promised=START + timedelta(hours=3),
    ),
    _contact("i2", datetime(2026, 11, 2, 7, 5, tzinfo=UTC), 65, "Li Wei", "delivery", note="Arrived."),
    _contact(
        "i3",
        datetime(2026, 10, 14, 1, 40, tzinfo=UTC),
        288,
        "Liu Yang",
        "renewal offer",
        note="Thinks it over.",
    ),
)

DAY: tuple[Stored, ...] = (
    DayFigures(
        id="a1",
        handled=12,
        resolved=11,
        goal=30,
        talk_seconds=2196,
        wrap_up_seconds=456,
        ready_seconds=9000,
        signed_in_seconds=12600,
        half_hours=(1, 2, 4, 7, 5, 3, 1),
    ),
    QueueFigures(id="billing", offered=50, answered=45, in_time=41, abandoned=3),
    FollowUp(
        id="f1",
        kind=FollowUpKind.call_back,
        due=START + timedelta(minutes=2),
        name="Chen Jie",
        number="+8613911112222",
        about="invoice",
        assignee="a1",
    ),
    FollowUp(
        id="f2",
        kind=FollowUpKind.appointment,
        due=START + timedelta(minutes=57),
        name="Liu Yang",
        about="renewal offer",
        assignee="a1",
    ),
    Announcement(
        id="n1",
        at=START - timedelta(minutes=23),
        text="Parcel tracker in maintenance until 16:00. Promise news by mail, not a time.",
    ),
    Announcement(
        id="n2",
        at=START - timedelta(hours=5),
        text="Autumn prices are valid from today; old quotes hold until the 30th.",
        read=True,
    ),
)


def furnished() -> RehearsalBackend:
    """A rehearsal with these callers and this day."""
    backend = RehearsalBackend()
    backend.callers = {caller.id: caller for caller in CALLERS}
    backend.interactions = list(INTERACTIONS)
    for value in DAY:
        backend.put(value)
    return backend


def queue_up(backend: RehearsalBackend, *, zhang_min: bool = False) -> None:
    """Some wait: one over the service level, one nobody knows, one promised."""
    second = timedelta(seconds=1)
    waiting: tuple[dict[str, Any], ...] = (
        {"number": "+493069404", "about": "Lieferung", "language": "de", "arrived": START + 2 * second},
        {"number": WANG_FANG, "about": "delivery", "arrived": START + 34 * second},
        {
            "number": "+8613911112222",
            "name": "Chen Jie",
            "queue": "billing",
            "channel": Channel.callback,
            "because": Because.call_back,
            "about": "promised by you",
            "arrived": START + 39 * second,
            "due": START + 120 * second,
        },
    )
    oldest = {"number": ZHANG_MIN, "queue": "billing", "about": "invoice", "arrived": START - 30 * second}
    for call in (oldest, *waiting) if zhang_min else waiting:
        backend.enqueue(**call)
