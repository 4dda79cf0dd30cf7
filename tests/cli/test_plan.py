"""From settings to what the console needs, and what is said when they are of no use."""

from pathlib import Path

import pytest

from tui.cli.exits import Exit, Trouble
from tui.cli.plan import plan_console
from tui.cli.seat import Seat

PROFILE = """
[profiles.office]
agent = "9001"
extension = "21"
{more}

[profiles.office.options]
url = "http://127.0.0.1:8420"
"""


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("CORDBOARD_SECRET", raising=False)


def written(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text)
    path.chmod(0o600)
    return path


def test_the_secret_comes_from_the_profiles_command(tmp_path: Path) -> None:
    path = written(tmp_path, PROFILE.format(more='secret_command = "echo from-command"'))
    plan = plan_console(path, "", "")
    assert (plan.credentials.staff_number, plan.credentials.extension) == ("9001", "21")
    assert plan.credentials.secret == "from-command"


def test_the_environment_comes_before_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CORDBOARD_SECRET", "from-environment")
    path = written(tmp_path, PROFILE.format(more='secret_command = "echo from-command"'))
    assert plan_console(path, "", "").credentials.secret == "from-environment"


def test_without_a_source_the_secret_is_left_to_be_asked_for(tmp_path: Path) -> None:
    path = written(tmp_path, PROFILE.format(more=""))
    plan = plan_console(path, "", "9002")
    assert (plan.credentials.staff_number, plan.credentials.secret) == ("9002", "")


def test_a_demos_people_go_by_name_and_its_journal_stays_with_it(tmp_path: Path) -> None:
    text = '[profiles.demo]\ndemo = true\n[profiles.demo.agents]\n"8001" = "s1"\n"8004" = "s4"\n'
    path = written(tmp_path, text)
    plan = plan_console(path, "", "chen jie")
    assert (plan.credentials.staff_number, plan.credentials.secret) == ("8004", "s4")
    assert plan.state == tmp_path / "state"
    with pytest.raises(Trouble, match="Anna Becker"):
        plan_console(path, "", "nobody of this name")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[profiles.office\n", "line 1, column"),
        ("[profiles.office]\nadapter = 3\n", "adapter"),
        ("[profiles.office]\nsecret_command = 'false'\n", "secret_command failed (false: exit code 1)"),
        ("[profiles.office]\nsecret_command = 'no-such-program x'\n", "no-such-program"),
        ("[profiles.office]\nsecret_command = 'true'\n", "printed nothing"),
        ("[profiles.a]\n[profiles.b]\n", "--profile"),
        ("theme = 'x'\n", "--profile"),
    ],
)
def test_settings_of_no_use_are_said_in_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(Trouble) as raised:
        plan_console(written(tmp_path, text), "", "")
    assert raised.value.exit_code == Exit.configuration
    assert said in raised.value.message
    assert "\n" not in raised.value.message


def test_missing_settings_name_the_file_and_the_demo(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as raised:
        plan_console(tmp_path / "none.toml", "", "")
    assert raised.value.exit_code == Exit.configuration
    assert "none.toml" in raised.value.message
    assert "cordboard demo" in raised.value.message


def test_arguments_of_a_failing_secret_command_are_not_shown(tmp_path: Path) -> None:
    path = written(tmp_path, PROFILE.format(more="secret_command = \"sh -c 'echo hunter2; exit 3'\""))
    with pytest.raises(Trouble) as raised:
        plan_console(path, "", "")
    assert "hunter2" not in raised.value.message


def test_a_seat_is_the_same_after_a_restart_and_not_shared_while_taken(tmp_path: Path) -> None:
    first = Seat.take(tmp_path, "8001")
    second = Seat.take(tmp_path, "8001")
    other = Seat.take(tmp_path, "8002")
    assert len({first.desk_id, second.desk_id, other.desk_id}) == 3
    known = first.desk_id
    for seat in (first, second, other):
        seat.leave()
    again = Seat.take(tmp_path, "8001")
    assert again.desk_id == known
    again.leave()
