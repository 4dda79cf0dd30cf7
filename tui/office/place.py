"""Where an office keeps what, in its data directory."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path


class OfficeRunningError(Exception):
    """Another process runs an office on this directory."""


def database(data_dir: Path) -> Path:
    """The office's database."""
    return data_dir / "office.db"


def service_token(data_dir: Path) -> Path:
    """The token of the first service account, readable by the owner alone."""
    return data_dir / "service.token"


def running_url(data_dir: Path) -> str:
    """Where the office of this directory answers now; empty: it does not run."""
    try:
        with _locked(data_dir):
            return ""
    except FileNotFoundError:
        return ""
    except OfficeRunningError:
        url = data_dir / "office.url"
        return url.read_text("utf-8").strip() if url.exists() else ""


@contextlib.contextmanager
def claimed(data_dir: Path) -> Iterator[None]:
    """Hold the directory for this process; it is made if it is not there.

    Raises:
        OfficeRunningError: another process holds it.
    """
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _locked(data_dir, os.O_CREAT):
        yield


def keep_private(path: Path, text: str) -> None:
    """Write a file only the owner can read."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)


@contextlib.contextmanager
def told(data_dir: Path, url: str) -> Iterator[None]:
    """Say in the directory where the office answers, while it does."""
    path = data_dir / "office.url"
    keep_private(path, url + "\n")
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


@contextlib.contextmanager
def _locked(data_dir: Path, flags: int = 0) -> Iterator[None]:
    descriptor = os.open(data_dir / "office.lock", os.O_RDWR | flags, 0o600)
    try:
        _lock(descriptor, data_dir)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int, data_dir: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise OfficeRunningError(str(data_dir)) from error
