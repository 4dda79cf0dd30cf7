"""Words of the user interface, looked up when they are shown. English is the source."""

from tui.locale.catalogue import _, languages, mark, n_, set_language

__all__ = ["_", "languages", "mark", "n_", "set_language"]
