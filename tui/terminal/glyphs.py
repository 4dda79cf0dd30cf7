"""The signs of the screen, in Unicode and in ASCII. Each stands for a word and never alone."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Glyphs:
    """One set of signs; every one of them is one cell wide."""

    ready: str = "●"
    not_ready: str = "○"
    ringing: str = "▲"
    on_call: str = "◆"
    held: str = "‖"
    wrap_up: str = "✎"
    lost: str = "\u00d7"
    asked: str = "…"
    stale: str = "~"
    unread: str = "+"
    cursor: str = "▸"
    passed: str = "✓"
    star: str = "★"
    link: str = "↕"
    ellipsis: str = "…"
    recording: str = "●"
    across: str = "─"
    down: str = "│"
    tee_down: str = "┬"
    tee_up: str = "┴"
    open_quote: str = "“"
    close_quote: str = "”"
    bars: str = "▁▂▃▄▅▆▇█"
    """Heights of a sparkline, lowest first."""
    ascii_only: bool = False
    """Nothing outside ASCII can be shown."""


UNICODE = Glyphs()
ASCII = Glyphs(
    ready="*",
    not_ready="o",
    ringing="!",
    on_call="#",
    held="=",
    wrap_up="w",
    lost="x",
    asked=".",
    stale="~",
    unread="+",
    cursor=">",
    passed="v",
    star="*",
    link="=",
    ellipsis=".",
    recording="*",
    across="-",
    down="|",
    tee_down="+",
    tee_up="+",
    open_quote='"',
    close_quote='"',
    bars="_.-=+*%#",
    ascii_only=True,
)
