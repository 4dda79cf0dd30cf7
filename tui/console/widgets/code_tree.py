"""The tree of wrap-up codes as one searchable list of paths."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tui.model import WrapUpCode
from tui.text import fold, initials, pinyin, safe

_DEEPEST = 8
"""Levels followed upwards, so that a backend's circle of parents ends."""


@dataclass(frozen=True)
class CodePath:
    """A code that can be chosen, with everything above it."""

    code: WrapUpCode
    names: tuple[str, ...]
    """From the root to the code itself, made safe."""

    @property
    def shown(self) -> str:
        """ "Billing / Invoice / wrong amount"."""
        return " / ".join(self.names)


def code_paths(codes: Sequence[WrapUpCode], root: str = "") -> tuple[CodePath, ...]:
    """The leaves still offered, in the order of the tree; only those under `root` if it is given."""
    by_id = {code.id: code for code in codes}
    parents = {code.parent for code in codes if not code.retired}
    leaves = [code for code in codes if code.id not in parents and not code.retired]
    paths = [(_line(code, by_id), code) for code in leaves]
    kept = [(line, code) for line, code in paths if not root or any(above.id == root for above in line)]
    place = {code.id: index for index, code in enumerate(codes)}
    kept.sort(key=lambda pair: [(above.order, place[above.id]) for above in pair[0]])
    return tuple(CodePath(code, tuple(safe(above.name) for above in line)) for line, code in kept)


def code_name(codes: Iterable[WrapUpCode], code_id: str) -> str:
    """The path of one code as text, retired or not; its id where it is not in the tree."""
    return " / ".join(code_path(codes, code_id))


def code_path(codes: Iterable[WrapUpCode], code_id: str) -> tuple[str, ...]:
    """The names from the root to one code, retired or not; its id where it is not in the tree."""
    by_id = {code.id: code for code in codes}
    code = by_id.get(code_id)
    return tuple(safe(above.name) for above in _line(code, by_id)) if code else (safe(code_id),)


def needs_note(codes: Iterable[WrapUpCode], chosen: Sequence[str]) -> bool:
    """One of the chosen codes wants a note."""
    return any(code.needs_note for code in codes if code.id in chosen)


def found_codes(paths: Sequence[CodePath], query: str, first: Sequence[str] = ()) -> tuple[CodePath, ...]:
    """Paths in which each word of the query begins a word, or is its pinyin or initials.

    Those whose id is in `first` (suggested by the script) come before the rest.
    """
    words = fold(query).split()
    matching = [path for path in paths if all(_matches(path, word) for word in words)]
    matching.sort(key=lambda path: path.code.id not in first)
    return tuple(matching)


def _line(code: WrapUpCode, by_id: dict[str, WrapUpCode]) -> list[WrapUpCode]:
    line = [code]
    while len(line) < _DEEPEST and line[0].parent in by_id:
        line.insert(0, by_id[line[0].parent])
    return line


def _matches(path: CodePath, word: str) -> bool:
    return any(_begins(name, word) for name in path.names)


def _begins(name: str, word: str) -> bool:
    folded = fold(name)
    starts = [folded, *folded.split(), pinyin(name), initials(name)]
    return any(start.startswith(word) for start in starts) or word in folded.split("-")
