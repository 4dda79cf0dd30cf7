"""Finding adapters: their names without importing them, one of them when it is wanted."""

from importlib.metadata import EntryPoint, entry_points

from tui.backend.session import Backend

GROUP = "cordboard.adapters"


class UnknownAdapterError(LookupError):
    """No installed distribution offers an adapter of this name."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name = name
        self.known = known


def adapter_names() -> tuple[str, ...]:
    """Names of all installed adapters, sorted; nothing is imported."""
    return tuple(sorted(point.name for point in _points()))


def load_adapter(name: str) -> type[Backend]:
    """Import the adapter of this name.

    Raises:
        UnknownAdapterError: none is installed under this name.
    """
    for point in _points():
        if point.name == name:
            adapter: type[Backend] = point.load()
            return adapter
    raise UnknownAdapterError(name, adapter_names())


def _points() -> tuple[EntryPoint, ...]:
    return tuple(entry_points(group=GROUP))
