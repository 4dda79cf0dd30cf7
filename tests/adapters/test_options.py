"""A profile's table is read strictly: what is insecure or unknown is named, not guessed."""

from typing import Any

import pytest

from tui.adapters.cordboard import CordboardBackend
from tui.backend import ProfileError

WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no address": ({}, "url"),
    "address of a wrong type": ({"url": 3}, "url"),
    "no scheme": ({"url": "desk.example"}, "url"),
    "another scheme": ({"url": "ftp://desk.example"}, "url"),
    "no host": ({"url": "https://"}, "url"),
    "not a port": ({"url": "https://desk.example:many"}, "url"),
    "broken address": ({"url": "https://[::1"}, "url"),
    "secret in the address": ({"url": "https://ann:pw@desk.example"}, "url"),
    "query in the address": ({"url": "https://desk.example/?a=b"}, "url"),
    "plain HTTP to another machine": ({"url": "http://desk.example"}, "url"),
    "plain HTTP to something like loopback": ({"url": "http://127.0.0.1.example"}, "url"),
    "unknown option": ({"url": "https://desk.example", "verfiy": False}, "verfiy"),
    "wrong type": ({"url": "https://desk.example", "verify": "no"}, "verify"),
    "authority without checking": (
        {"url": "https://desk.example", "verify": False, "ca_file": __file__},
        "ca_file",
    ),
    "no such file": ({"url": "https://desk.example", "ca_file": "/nowhere/ca.pem"}, "ca_file"),
    "not a PEM file": ({"url": "https://desk.example", "ca_file": __file__}, "ca_file"),
}


@pytest.mark.parametrize("name", WRONG)
def test_names_the_option_that_is_wrong(name: str) -> None:
    table, option = WRONG[name]
    with pytest.raises(ProfileError) as caught:
        CordboardBackend.from_profile(table)
    assert caught.value.option == option
    assert "pw" not in str(caught.value)


@pytest.mark.parametrize(
    "table",
    [
        {"url": "http://127.0.0.1:8080"},
        {"url": "http://127.3.2.1"},
        {"url": "http://[::1]:8080/"},
        {"url": "http://localhost:8080"},
        {"url": "http://desk.example", "allow_http": True},
        {"url": "https://desk.example", "part": "front"},
        {"url": "https://desk.example/cordboard", "verify": False},
    ],
)
def test_takes_what_is_secure_or_asked_for(table: dict[str, Any]) -> None:
    assert isinstance(CordboardBackend.from_profile(table), CordboardBackend)
