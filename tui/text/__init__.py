"""Text made safe, measured in cells, redacted and folded. Knows nobody."""

from tui.text.folding import digits, fold, initials, pinyin
from tui.text.redaction import MASK, mask_cards, redact, redact_headers
from tui.text.safety import safe
from tui.text.times import spoken_age
from tui.text.widths import cells, clip, fit, wrap

__all__ = [
    "MASK",
    "cells",
    "clip",
    "digits",
    "fit",
    "fold",
    "initials",
    "mask_cards",
    "pinyin",
    "redact",
    "redact_headers",
    "safe",
    "spoken_age",
    "wrap",
]
