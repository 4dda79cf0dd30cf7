"""Taking out what must not be kept: secrets from logs, card numbers from notes."""

import re
from collections.abc import Mapping

MASK = "***"
_SECRETS = r"secret|password|token|authorization|cookie|api[-_]?key|credential"
_SECRET_NAMES = re.compile(_SECRETS, re.IGNORECASE)
_SECRET_PAIRS = re.compile(
    # Begins at the telling word and goes a bounded way: a long word costs no more than a long text.
    rf"(?P<name>(?:{_SECRETS})[\w-]{{0,40}}\"?\s{{0,9}}[:=]\s{{0,9}})"
    r"(?P<value>\"(?:[^\"\\]|\\.)*\"|(?:Bearer|Basic)\s+\S+|[^\s,;&}\"]+)",
    re.IGNORECASE,
)
_BEARER = re.compile(r"\b(Bearer|Basic)\s+[\w.~+/=-]{6,}")
_CARD_LIKE = re.compile(r"(?<![\d+])\d(?:[ -]?\d){12,18}(?!\d)")


def redact(text: str) -> str:
    """The text with the values of anything named like a secret masked."""
    masked = _SECRET_PAIRS.sub(lambda found: found["name"] + MASK, text)
    return _BEARER.sub(rf"\1 {MASK}", masked)


def redact_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Header fields with secret values masked."""
    return {name: MASK if _SECRET_NAMES.search(name) else value for name, value in headers.items()}


def mask_cards(text: str) -> str:
    """Payment card numbers (13 to 19 digits that pass the Luhn check) with all but the last four masked."""
    return _CARD_LIKE.sub(lambda found: _masked_card(found[0]), text)


def _masked_card(shown: str) -> str:
    digits = [int(character) for character in shown if character.isdigit()]
    if not _passes_luhn(digits):
        return shown
    return f"{'*' * (len(digits) - 4)}{''.join(map(str, digits[-4:]))}"


def _passes_luhn(digits: list[int]) -> bool:
    """ISO/IEC 7812-1, annex B."""
    doubled = [digit * 2 - 9 if digit > 4 else digit * 2 for digit in digits[-2::-2]]
    return any(digits) and (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0
