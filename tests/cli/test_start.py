"""Starting the console in a terminal when something is wrong."""

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pexpect
import pytest

from tests.cli.programs import staying

PROFILE = '[profiles.p]\nagent = "{agent}"\n{more}\n[profiles.p.options]\nurl = "{url}"\n'


def start(config: Path, state: Path, *arguments: str) -> tuple[int, str]:
    """Open the console in a terminal of 80x24; exit code and everything it wrote."""
    program = pexpect.spawn(
        sys.executable,
        ["-m", "tui", "--config", str(config), *arguments],
        dimensions=(24, 80),
        env={**os.environ, "TERM": "xterm", "XDG_STATE_HOME": str(state), "CORDBOARD_SECRET": "wrong secret"},
        timeout=20,
        encoding="utf-8",
    )
    program.expect(pexpect.EOF)
    program.close()
    return program.exitstatus or 0, program.before or ""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with staying("serve", "--port", "0", "--data", str(tmp_path_factory.mktemp("office"))) as running:
        yield running.find(r"(http://127\.0\.0\.1:\d+)")


def config(folder: Path, url: str, *, more: str = "") -> Path:
    path = folder / "config.toml"
    path.write_text(PROFILE.format(agent="9001", url=url, more=more))
    return path


def test_no_settings(tmp_path: Path) -> None:
    code, said = start(tmp_path / "none.toml", tmp_path)
    assert code == 3
    assert "cordboard demo" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("url", "more", "said"),
    [
        ("ftp://127.0.0.1", "", "url"),
        ("http://desk.example", "", "https"),
        ("http://127.0.0.1:1", 'adapter = "nothing"', "no adapter is called"),
    ],
)
def test_a_profile_of_no_use(tmp_path: Path, url: str, more: str, said: str) -> None:
    code, shown = start(config(tmp_path, url, more=more), tmp_path)
    assert code == 3
    assert said in shown
    assert "Traceback" not in shown


def test_nobody_answers(tmp_path: Path) -> None:
    code, said = start(config(tmp_path, "http://127.0.0.1:1"), tmp_path)
    assert code == 4
    assert "nobody answers at http://127.0.0.1:1" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("status", "media_type", "said"),
    [
        (200, "text/html", "$ should be application/json, but is text/html"),
        (404, "text/html", "$ should be application/problem+json, but is HTTP 404 as text/html"),
        (302, "text/html", "$ should be an answer, but is a redirect to"),
        (200, "application/json", "$.token should be a value, but is missing"),
    ],
)
def test_something_else_than_its_api_answers(tmp_path: Path, status: int, media_type: str, said: str) -> None:
    with other_site(status, media_type, b"{}") as url:
        code, shown = start(config(tmp_path, url), tmp_path)
    assert code == 6
    assert said in shown
    assert "Traceback" not in shown


@contextmanager
def other_site(status: int, media_type: str, body: bytes) -> Iterator[str]:
    class Site(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            for name, value in {"Content-Type": media_type, "Location": "http://127.0.0.1:9/"}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[profiles.p]\nagent = \n", "line 2, column 9"),
        ("[profiles.p]\nagent = 3\n", "agent"),
        (PROFILE.format(agent="9001", url="http://127.0.0.1:1", more=""), "no profile"),
    ],
)
def test_settings_of_no_use(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "config.toml").write_text(text)
    code, shown = start(tmp_path / "config.toml", tmp_path, "--profile", "other")
    assert code == 3
    assert said in shown
    assert "Traceback" not in shown


def test_a_wrong_secret(tmp_path: Path, office: str) -> None:
    code, said = start(config(tmp_path, office), tmp_path)
    assert code == 5
    assert "refuses staff number 9001" in said
    assert "wrong secret" not in said
    assert "Traceback" not in said
