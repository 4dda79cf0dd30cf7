"""A file of queues, scripts, codes and other content for an office."""

from pathlib import Path

import msgspec
import tomli

from tui.cli.exits import Exit, Trouble
from tui.office.seeding import OfficeContent

_ELSEWHERE = {"agents": '"cordboard office add-agent"', "service": '"cordboard serve"'}
"""Parts of an office that carry secrets -> what makes them."""


def read_content(path: Path) -> OfficeContent:
    """What a TOML file holds.

    Raises:
        Trouble: it can't be read, is not TOML, or a value is not what it should be.
    """
    try:
        tables = tomli.loads(path.read_text("utf-8"))
        _check_names(path, tables)
        return msgspec.convert(tables, OfficeContent)
    except OSError as error:
        raise Trouble(f"{path} can't be read: {error.strerror}.", Exit.configuration) from error
    except ValueError as error:
        raise Trouble(f"{path}: {error}.", Exit.configuration) from error


def _check_names(path: Path, tables: dict[str, object]) -> None:
    known = {field.name for field in msgspec.structs.fields(OfficeContent)} - set(_ELSEWHERE)
    for name in tables:
        if name in _ELSEWHERE:
            raise Trouble(f"{path}: {name} are made by {_ELSEWHERE[name]}.", Exit.configuration)
        if name not in known:
            raise Trouble(
                f"{path}: there is no {name}; there are {', '.join(sorted(known))}.", Exit.configuration
            )
