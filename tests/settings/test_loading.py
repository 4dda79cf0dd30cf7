"""A settings file is read, or what is wrong is named with its place."""

from pathlib import Path

import pytest

from tui.settings import SettingsError, SettingsMissingError, choose_profile, load

GOOD = """
profile = "shop"
[profiles.shop]
adapter = "cordboard"
agent = "8001"
options = {url = "http://127.0.0.1:8300"}
[profiles.other]
"""


def written(folder: Path, text: str | bytes, mode: int = 0o600) -> Path:
    path = folder / "config.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    path.chmod(mode)
    return path


def test_profiles_are_read(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)
    settings = load(path)
    assert choose_profile(settings, "", path)[1].options == {"url": "http://127.0.0.1:8300"}
    assert choose_profile(settings, "other", path)[0] == "other"


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(SettingsMissingError):
        load(tmp_path / "none.toml")


def test_bad_toml_is_named_with_line_and_column(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        load(written(tmp_path, 'theme = "dark"\nbell = maybe\n'))
    assert (caught.value.line, caught.value.column) == (2, 8)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("bell = 3", "$.bell"),
        ("colour = 1", "colour"),
        ('[profiles.a]\nagent = ["x"]', "$.profiles[...].agent"),
        (b"theme = '\xff'", "byte"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str | bytes, named: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load(written(tmp_path, text))
    assert named in caught.value.problem


def test_an_unknown_profile_names_the_known_ones(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)
    with pytest.raises(SettingsMissingError, match="other, shop"):
        choose_profile(load(path), "nowhere", path)


def test_a_file_with_secrets_must_be_private(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="chmod 600"):
        load(written(tmp_path, 'service_token = "x"', mode=0o644))
