"""Telling others that something on the desk has changed."""

import logging
from collections.abc import Callable

_log = logging.getLogger(__name__)

Observer = Callable[[frozenset[str]], None]
"""Is told the names of what changed; may only post a message of its own."""


class Observers:
    """Those who are told after each change, at once and in the order they came."""

    def __init__(self) -> None:
        self._observers: list[Observer] = []

    def subscribe(self, observer: Observer) -> Callable[[], None]:
        """Tell `observer` from now on; the answer ends that and may be called twice."""
        self._observers.append(observer)

        def unsubscribe() -> None:
            if observer in self._observers:
                self._observers.remove(observer)

        return unsubscribe

    def tell(self, *changed: str) -> None:
        """Tell all that these things changed. An observer's failure stops neither desk nor others."""
        names = frozenset(changed)
        if not names:
            return
        for observer in tuple(self._observers):
            try:
                observer(names)
            except Exception as error:  # noqa: BLE001 - whatever an observer does, the desk goes on
                _log.error("an observer failed with %s", type(error).__name__)
