"""Searching callers: a few ranges of an index, never a look at everything."""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from tui.office.store.callers import LAST
from tui.text import digits, fold

CANDIDATES = 400
"""At most so many are looked at in one range of the index."""
_FEWEST_DIGITS = 4
_FEWEST_LETTERS = 2


def is_enough(query: str) -> bool:
    """Whether a search for this would mean anything: 2 letters, 1 Chinese character, or 4 digits."""
    folded = fold(query)
    if any(ord(character) > 0x2E7F for character in folded):
        return True
    letters = sum(character.isalpha() for character in folded)
    return letters >= _FEWEST_LETTERS or len(digits(folded)) >= _FEWEST_DIGITS


class Search:
    """Caller ids for a query, best first."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def recent(self, agent: str, limit: int = 50) -> list[str]:
        """Ids of the callers an agent spoke to last, newest first."""
        found = self._connection.execute(
            "SELECT caller FROM interactions WHERE agent = ? ORDER BY at DESC LIMIT ?", (agent, limit)
        )
        return list(dict.fromkeys(caller for (caller,) in found if caller))

    def callers(self, query: str, recent: Iterable[str], limit: int) -> list[str]:
        """Ids of callers: exact number, last digits, `recent` ones that fit, then the rest by term.

        Args:
            query: as typed.
            recent: callers the asker spoke to last, newest first.
            limit: at most so many.
        """
        if not is_enough(query):
            return []
        words = fold(query).split()
        found = chain(
            self._by_number(query),
            (caller for caller in recent if self._fits(caller, words)),
            self._by_phrase(" ".join(words)),
            self._by_words(words),
        )
        return list(islice(dict.fromkeys(found), limit))

    def _by_number(self, query: str) -> Iterator[str]:
        number = digits(query)
        if len(number) < _FEWEST_DIGITS or any(character.isalpha() for character in query):
            return
        forms = [form for form in dict.fromkeys((number, number.lstrip("0"))) if len(form) >= _FEWEST_DIGITS]
        for form in forms:
            yield from self._ending_with(form, rest="")
        for form in forms:
            yield from self._ending_with(form, rest=LAST)

    def _ending_with(self, number: str, rest: str) -> Iterator[str]:
        backwards = number[::-1]
        statement = "SELECT caller FROM caller_numbers WHERE reversed >= ? AND reversed <= ? LIMIT ?"
        return self._ids(statement, backwards, backwards + rest)

    def _by_phrase(self, phrase: str) -> Iterator[str]:
        for form in dict.fromkeys((phrase, "".join(filter(str.isalnum, phrase)))):
            if form:
                yield from self._beginning_with(form)

    def _by_words(self, words: list[str]) -> Iterator[str]:
        if len(words) > 1:
            longest = max(words, key=len)
            others = [word for word in words if word is not longest]
            yield from (caller for caller in self._beginning_with(longest) if self._fits(caller, others))

    def _beginning_with(self, term: str) -> Iterator[str]:
        return self._ids(
            "SELECT DISTINCT caller FROM caller_terms WHERE term >= ? AND term <= ? LIMIT ?",
            term,
            term + LAST,
        )

    def _fits(self, caller: str, words: list[str]) -> bool:
        return all(self._has_term(caller, word) for word in words)

    def _has_term(self, caller: str, word: str) -> bool:
        found = self._connection.execute(
            "SELECT 1 FROM caller_terms WHERE caller = ? AND term >= ? AND term <= ? LIMIT 1",
            (caller, word, word + LAST),
        )
        return found.fetchone() is not None

    def _ids(self, statement: str, low: str, top: str) -> Iterator[str]:
        for (caller,) in self._connection.execute(statement, (low, top, CANDIDATES)):
            yield caller
