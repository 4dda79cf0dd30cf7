"""`python -m tui.office.api > tui/office/api/openapi.json`: the description as it is shipped."""

import sys

from tui.office.api.description import as_text, describe
from tui.office.api.table import OPERATIONS

sys.stdout.write(as_text(describe(OPERATIONS)))
