"""The shipped description says what the office does."""

import json
from pathlib import Path

import tui.office.api
from tests.office.http_office import office
from tui.office.api.description import as_text, describe
from tui.office.api.problems import STATUSES, TITLES
from tui.office.api.table import OPERATIONS

SHIPPED = Path(tui.office.api.__file__).with_name("openapi.json")


def test_the_shipped_description_is_current() -> None:
    """If not: python -m tui.office.api > tui/office/api/openapi.json."""
    assert SHIPPED.read_text("utf-8") == as_text(describe(OPERATIONS))


def test_every_problem_has_a_title_and_a_status() -> None:
    assert STATUSES.keys() == TITLES.keys()


def test_operation_ids_are_unique() -> None:
    names = [operation.id for operation in OPERATIONS]
    assert len(names) == len(set(names))


def test_requests_are_not_offered_the_word_for_what_a_reader_does_not_know() -> None:
    assert '"unknown"' not in SHIPPED.read_text("utf-8")


async def test_the_office_serves_it(tmp_path: Path) -> None:
    async with office(tmp_path) as outside:
        answer = await outside.client.get("/v1/openapi.json")
        assert answer.json() == json.loads(SHIPPED.read_text("utf-8"))
