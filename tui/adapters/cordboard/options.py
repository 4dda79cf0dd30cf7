"""What a profile says about the native backend."""

import ipaddress
import ssl
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

import msgspec

from tui.adapters.kit.decoding import misfit
from tui.backend.session import ProfileError


class Options(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The profile's table, without agent and secret."""

    url: str
    """Where it answers, such as "https://desk.example"; without "/v1"."""
    part: str = "office"
    """Its name in link states and refs."""
    verify: bool = True
    """Check the backend's certificate."""
    ca_file: str = ""
    """PEM file of the authority to trust instead of the system's."""
    allow_http: bool = False
    """Speak plain HTTP to other machines: secrets can be read on the way."""

    def tls(self) -> ssl.SSLContext | None:
        """How certificates are checked; None: there are none to check.

        Raises:
            ProfileError: the file of the authority can't be used.
        """
        if urlsplit(self.url).scheme == "http":
            return None
        context = self._trusting()
        if not self.verify:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        return context

    def _trusting(self) -> ssl.SSLContext:
        try:
            return ssl.create_default_context(cafile=self.ca_file or None)
        except OSError as error:
            raise ProfileError("ca_file", "a readable PEM file", str(error)) from error


def read_options(table: dict[str, Any]) -> Options:
    """The table as options.

    Raises:
        ProfileError: an option is missing, unknown or not usable.
    """
    options = _typed(table)
    parts = _split(options.url)
    if parts.scheme == "http" and not (options.allow_http or _is_loopback(parts.hostname or "")):
        raise ProfileError("url", "https, or allow_http = true", f"http to {parts.hostname}")
    if options.ca_file and not options.verify:
        raise ProfileError("ca_file", "verify = true", "verify = false")
    if options.ca_file and not Path(options.ca_file).is_file():
        raise ProfileError("ca_file", "a readable PEM file", options.ca_file)
    return options


def _typed(table: dict[str, Any]) -> Options:
    unknown = sorted(set(table) - set(Options.__struct_fields__))
    if unknown:
        raise ProfileError(unknown[0], f"one of {', '.join(Options.__struct_fields__)}", "an unknown option")
    try:
        return msgspec.convert(table, Options)
    except msgspec.ValidationError as error:
        wrong = misfit(str(error))
        raise ProfileError(wrong.path.removeprefix("$."), wrong.expected, wrong.got) from error


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError as error:
        raise ProfileError("url", "an http or https address", str(error)) from error
    if not usable:
        raise ProfileError("url", "an http or https address", url)
    if parts.username is not None or parts.query or parts.fragment:
        raise ProfileError("url", "an address without user, query or fragment", parts.hostname or "")
    return parts


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
