"""The demo's house as an office can take it in."""

from datetime import datetime

from tui.office.seeding import NewAgent, OfficeContent
from tui.traffic.customers import customers, histories
from tui.traffic.house import load_house


def demo_content(secret: str, colleagues: int, now: datetime) -> OfficeContent:
    """Everything of the house; all agents share one secret, which is good for one demo only."""
    house = load_house()
    everyone = customers()
    return OfficeContent(
        queues=house.queues,
        agents=_agents(secret, colleagues),
        service="pbx",
        scripts=house.scripts,
        phrases=house.phrases,
        articles=house.articles,
        codes=house.codes,
        reasons=house.reasons,
        announcements=tuple(notice.at(now) for notice in house.announcements),
        numbers=house.directory,
        callers=tuple(customer.caller for customer in everyone),
        interactions=histories(now),
        follow_ups=tuple(promise.at(now, everyone) for promise in house.follow_ups),
        settings={"outside": "reported", "goal": str(house.goal)},
    )


def same_people(secret: str, colleagues: int) -> OfficeContent:
    """For an office that was filled by an earlier demo: its agents with this demo's secret."""
    return OfficeContent(agents=_agents(secret, colleagues), service="pbx")


def _agents(secret: str, colleagues: int) -> tuple[NewAgent, ...]:
    return tuple(NewAgent(agent=agent, secret=secret) for agent in load_house().staff(colleagues))
