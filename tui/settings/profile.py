"""Profiles: which backend, as whom, and where the secret comes from."""

from typing import Any

import msgspec


class Profile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One `[profiles.NAME]` table: how to reach a backend and as whom."""

    adapter: str = "cordboard"
    """Name of an installed adapter."""
    agent: str = ""
    """Staff number to sign in with; empty: asked for."""
    extension: str = ""
    secret_command: str = ""
    """Command whose first line of output is the secret."""
    options: dict[str, Any] = msgspec.field(default_factory=dict)
    """What the adapter wants, such as its url."""
    agents: dict[str, str] = msgspec.field(default_factory=dict)
    """Staff number -> secret, in the demo's own profile only; the file must be private."""
    demo: bool = False
    """The backend is a rehearsal: the screen says DEMO."""


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole of a settings file."""

    profile: str = ""
    """Name of the profile to use when none is asked for; empty: the only one there is."""
    profiles: dict[str, Profile] = msgspec.field(default_factory=dict)
    theme: str = "cordboard-dark"
    language: str = ""
    """BCP 47 tag; empty: as the environment says."""
    bell: bool = True
    """Ring the terminal's bell when a call is offered."""
    service_token: str = ""
    """Token of a service account, in the demo's own profile only; for scripts that put calls in."""
