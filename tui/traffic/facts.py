"""What a customer can quote on the phone, and the tables in which the house has it."""

import random
from datetime import date

from tui.model import Caller

_PRODUCTS = ("Reader S", "Reader B", "Line 100", "Line 250", "Desk bundle")
_STATES = ("sent", "arrived", "arrived", "in the depot", "being packed")
_MONTHS = ("Aug", "Sep", "Oct", "Nov")
_CURRENCIES = {"zh-Hans": "CNY", "zh-Hant": "TWD", "de": "EUR", "fr": "EUR"}


def facts_of(caller: Caller, chance: random.Random) -> dict[str, str]:
    """Contract, invoice, order and amounts of this customer."""
    amount = 180 + chance.randrange(100) * 12
    swapped = amount + 180 if chance.random() < 0.8 else amount * 2
    currency = _CURRENCIES.get(caller.languages[0] if caller.languages else "", "GBP")
    letters = "".join(chance.choice("ABCDEFGHKLMNPRSTUW") for _ in range(2))
    return {
        "contract": caller.account,
        "invoice": str(7000 + chance.randrange(2000)),
        "order": f"{letters}-{chance.randrange(10_000, 99_999)}",
        "amount": f"{amount:,} {currency}",
        "wrong": f"{swapped:,} {currency}",
    }


def tables_of(facts: dict[str, str], chance: random.Random) -> dict[str, tuple[dict[str, str], ...]]:
    """Contracts, invoices and orders as the house keeps them."""
    return {
        "Contracts": (_contract(facts, chance),),
        "Invoices": tuple(_invoices(facts, chance)),
        "Orders": tuple(_orders(facts, chance)),
    }


def _contract(facts: dict[str, str], chance: random.Random) -> dict[str, str]:
    until = date(2027, 1 + chance.randrange(12), 1)
    product = chance.choice(_PRODUCTS)
    return {
        "contract": facts["contract"],
        "product": product,
        "until": until.isoformat(),
        "fee": facts["amount"],
    }


def _invoices(facts: dict[str, str], chance: random.Random) -> list[dict[str, str]]:
    latest = int(facts["invoice"])
    rows = [
        {"invoice": str(latest - 40 * back), "month": month, "amount": facts["amount"], "state": "paid"}
        for back, month in enumerate(reversed(_MONTHS[: 2 + chance.randrange(3)]))
    ]
    rows[0] |= {"amount": facts["wrong"], "state": "open"}
    return rows


def _orders(facts: dict[str, str], chance: random.Random) -> list[dict[str, str]]:
    return [{"order": facts["order"], "item": chance.choice(_PRODUCTS), "state": chance.choice(_STATES)}]
