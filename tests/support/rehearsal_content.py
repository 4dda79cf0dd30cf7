"""Scripts, codes, callers of the rehearsal: a small firm on a quiet day."""

from datetime import timedelta

from tui.model import (
    Agent,
    Announcement,
    Article,
    Caller,
    CallerNumber,
    Choice,
    DayFigures,
    Delivery,
    DirectoryEntry,
    FieldType,
    FollowUpKind,
    Interaction,
    Phrase,
    Presence,
    Queue,
    QueueFigures,
    Reason,
    Script,
    Step,
    StepKind,
    TargetKind,
    WrapUpCode,
    WrapUpNeed,
    utc_now,
)

AGENT = Agent(id="a1", name="Li Wei", staff_number="8001", extension="8001", queues=("billing", "support"))

QUEUES = (
    Queue(
        id="billing",
        name="Billing",
        delivery=Delivery.push,
        wrap_up=WrapUpNeed.required,
        greeting="Good afternoon, Cordboard Ltd., {agent} speaking. How can I help you, {caller}?",
        script="invoice",
    ),
    Queue(
        id="support",
        name="Support",
        delivery=Delivery.pull,
        wrap_up=WrapUpNeed.timed,
        wrap_up_seconds=60,
        greeting="Support, {agent}.",
    ),
    Queue(id="front", name="Front desk", delivery=Delivery.phone, wrap_up=WrapUpNeed.none),
)

CODES = (
    WrapUpCode(id="bill", name="Billing"),
    WrapUpCode(id="bill-inv", name="Invoice", parent="bill"),
    WrapUpCode(
        id="inv-wrong", name="wrong amount", parent="bill-inv", needs_note=True, suggests=FollowUpKind.ticket
    ),
    WrapUpCode(id="inv-lost", name="not received", parent="bill-inv", suggests=FollowUpKind.call_back),
    WrapUpCode(id="inv-old", name="paper copy", parent="bill-inv", retired=True),
    WrapUpCode(id="other", name="Something else"),
)

REASONS = (
    Reason(id="lunch", name="Lunch", limit=1800),
    Reason(id="break", name="Break", limit=600),
    Reason(id="no_answer", name="No answer", chosen_by="system"),
)

SCRIPTS = (
    Script(
        id="invoice",
        name="invoice query",
        queues=("billing",),
        greeting="Good afternoon, {caller}, this is {agent}. How can I help you?",
        steps=(
            Step(id="hello", kind=StepKind.say, title="Greeting", text="Thank you for calling, {caller}."),
            Step(
                id="contract",
                kind=StepKind.verify,
                title="Contract number",
                text="May I have your contract number?",
                field="contract",
                pattern="99-9999",
                level=1,
            ),
            Step(
                id="matter",
                kind=StepKind.choose,
                title="Matter",
                text="What is wrong with the invoice?",
                field="matter",
                choices=(
                    Choice(label="wrong amount", next="amount", code="inv-wrong"),
                    Choice(label="not received", next="sent", code="inv-lost"),
                    Choice(label="something else"),
                ),
                hints={"angry": "Hear it out first.", "avoid": "Calm down."},
            ),
            Step(
                id="amount",
                kind=StepKind.ask,
                title="Amount",
                text="Which amount did you expect?",
                field="amount",
                type=FieldType.number,
                next="repeat",
            ),
            Step(id="sent", kind=StepKind.check, title="Address", text="Check the address of {caller}."),
            Step(
                id="repeat",
                kind=StepKind.read_back,
                title="Read back",
                text="Contract {contract}, matter: {matter}.",
            ),
        ),
    ),
)

PHRASES = (
    Phrase(id="p1", code="und", text="I understand, that is annoying. Let me look.", kind="angry"),
    Phrase(id="p2", code="calm", text="Calm down.", kind="angry", avoid=True),
    Phrase(id="p3", code="bye", text="Thank you for your call, {caller}. Goodbye."),
)

ARTICLES = (Article(id="k1", title="Invoices", body="Invoices are sent on the first.", tags=("billing",)),)

ZHANG_MIN = Caller(
    id="c1",
    version=1,
    name="Zhang Min 张敏",
    company="Hua Rong Ltd",
    account="88-1204",
    tier="gold",
    city="Shanghai",
    time_zone="Asia/Shanghai",
    languages=("zh", "en"),
    since="2019",
    memo="Prefers to be called in the morning.",
    numbers=(CallerNumber(number="+8613800138000", label="mobile"),),
    tables={"Orders": ({"no": "7731", "state": "open"},)},
    protected=("account",),
)
ZHANG_LEI = Caller(
    id="c2", version=1, name="Zhang Lei", numbers=(CallerNumber(number="+8613800138000", label="mobile"),)
)
WANG_FANG = Caller(
    id="c3", version=1, name="Wang Fang 王芳", numbers=(CallerNumber(number="+862163294400", label="office"),)
)
CALLERS = (ZHANG_MIN, ZHANG_LEI, WANG_FANG)

INTERACTIONS = (
    Interaction(
        id="i1",
        caller="c1",
        at=utc_now() - timedelta(days=3),
        seconds=200,
        agent_name="Chen Jie",
        topic="invoice query",
        note="Promised a new invoice by the 21st.",
        promised=utc_now() + timedelta(hours=2),
    ),
    Interaction(
        id="i2",
        caller="c1",
        at=utc_now() - timedelta(days=19),
        seconds=65,
        agent_name="Li Wei",
        topic="delivery",
    ),
)

DIRECTORY = (
    DirectoryEntry(
        id="agent:a2",
        kind=TargetKind.agent,
        name="Chen Jie 陈洁",
        target="a2",
        number="8004",
        staff_number="1204",
        presence=Presence.ready,
        about="knows the case",
    ),
    DirectoryEntry(
        id="agent:a3",
        kind=TargetKind.agent,
        name="Bill Huang",
        target="a3",
        number="8011",
        staff_number="1207",
        presence=Presence.busy,
    ),
    DirectoryEntry(id="queue:support", kind=TargetKind.queue, name="Support", target="support", ready=2),
    DirectoryEntry(id="number:1", kind=TargetKind.number, name="Night service", number="+498912345"),
)

ANNOUNCEMENTS = (
    Announcement(
        id="n1",
        at=utc_now() - timedelta(minutes=20),
        text="Parcel tracker in maintenance until 16:00.",
        urgent=True,
    ),
    Announcement(
        id="n2", at=utc_now() - timedelta(hours=5), text="Autumn prices are valid from today.", read=True
    ),
)

FIGURES = (
    QueueFigures(id="billing", offered=50, answered=45, in_time=41, abandoned=5),
    QueueFigures(id="support", offered=0),
)

DAY = DayFigures(id="a1", handled=12, resolved=11, goal=30, talk_seconds=2400, half_hours=(2, 4, 5, 1))
