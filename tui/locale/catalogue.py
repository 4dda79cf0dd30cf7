"""The catalogue in use: gettext, chosen at run time and changed while the program runs.

A catalogue is `tui/locale/TAG/LC_MESSAGES/cordboard.mo`. English needs none: it is the source.
"""

import gettext
from pathlib import Path

_DOMAIN = "cordboard"
_FOLDER = Path(__file__).parent


class _InUse:
    """The one place that knows which catalogue is in use."""

    translations: gettext.NullTranslations = gettext.NullTranslations()


def set_language(tag: str) -> None:
    """Use the catalogue of a BCP 47 tag ("zh-Hans") or a locale name ("zh_CN.UTF-8") from now on.

    Falls back to English where there is none.
    """
    _InUse.translations = gettext.translation(_DOMAIN, _FOLDER, languages=_names(tag), fallback=True)


def languages() -> tuple[str, ...]:
    """Tags of the languages there are catalogues for; English always."""
    found = (path.parent.parent.name for path in _FOLDER.glob(f"*/LC_MESSAGES/{_DOMAIN}.mo"))
    return ("en", *sorted(found))


def _(message: str) -> str:
    """The message in the language in use. Never call it while a module is being imported."""
    return _InUse.translations.gettext(message)


def n_(singular: str, plural: str, count: int) -> str:
    """The right form for `count`, in the language in use."""
    return _InUse.translations.ngettext(singular, plural, count)


def mark(message: str) -> str:
    """Marks a message for the catalogue where a table is made; `_` is called when it is shown."""
    return message


def _names(tag: str) -> list[str]:
    """Catalogue folders to try, from the most exact: "zh-Hans-CN" gives zh_Hans_CN, zh_Hans, zh."""
    parts = tag.split(".")[0].replace("-", "_").split("_")
    return ["_".join(parts[:count]) for count in range(len(parts), 0, -1)]
