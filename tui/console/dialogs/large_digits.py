"""A number large enough to read off while dialling. ASCII only, so it looks the same everywhere."""

_ROWS = {
    "0": (" _ ", "| |", "|_|"),
    "1": ("   ", "  |", "  |"),
    "2": (" _ ", " _|", "|_ "),
    "3": (" _ ", " _|", " _|"),
    "4": ("   ", "|_|", "  |"),
    "5": (" _ ", "|_ ", " _|"),
    "6": (" _ ", "|_ ", "|_|"),
    "7": (" _ ", "  |", "  |"),
    "8": (" _ ", "|_|", "|_|"),
    "9": (" _ ", "|_|", " _|"),
    "+": ("   ", " | ", "-+-"),
    "*": ("   ", "\\ /", "/ \\"),
    "#": (" ' ", "-|-", "-|-"),
    "-": ("   ", " - ", "   "),
    " ": ("  ", "  ", "  "),
}


def large(number: str, width: int) -> tuple[str, str, str]:
    """Three lines of at most `width` cells: closer together where it would be wider, else small."""
    for shown, gap in ((number, " "), (number.replace(" ", ""), " "), (number.replace(" ", ""), "")):
        signs = [_ROWS[character] for character in shown if character in _ROWS]
        lines = tuple(gap.join(sign[row] for sign in signs).rstrip() for row in range(3))
        if max(map(len, lines)) <= width:
            return lines[0], lines[1], lines[2]
    return "", number[:width], ""
