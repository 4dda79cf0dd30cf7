"""A console killed in the middle of a note: the words are there when it starts again."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.desk.conftest import open_desk
from tests.support.patience import until
from tests.support.rehearsal import RehearsalBackend
from tui.model import record_id

_TYPIST = """
import asyncio, sys
from pathlib import Path
from tests.support.rehearsal import CREDENTIALS, RehearsalBackend
from tui.desk import AgentDesk
from tui.model import Caller, FollowUp

async def main() -> None:
    backend = RehearsalBackend()
    handling = backend.ring(queue="support", id="the-call")
    desk = await AgentDesk.open(backend, CREDENTIALS, state_dir=Path(sys.argv[1]), backend_key="rehearsal")
    backend.cut()
    desk.documents.save_follow_up(FollowUp(id="f1", about="call her back"))
    desk.documents.save_caller(Caller(id="new1", name="Liu Yang"))
    loop = asyncio.get_running_loop()
    typed = {}
    number = 0
    while True:
        number += 1
        desk.documents.edit_record(handling, note=f"word {number}", answers={"contract": "88-1204"})
        typed[number] = loop.time()
        old_enough = [n for n, at in typed.items() if at < loop.time() - 1.0]
        print(handling, max(old_enough, default=0), flush=True)
        await asyncio.sleep(0.01)

asyncio.run(main())
"""
_KEYSTROKES = 200


def _kill_while_typing(state_dir: Path) -> tuple[str, int]:
    """Handling id, and the last word that was typed a second or more before the kill: a busy machine's
    share of the promised 0.3."""
    command = [sys.executable, "-c", _TYPIST, str(state_dir)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as typist:
        assert typist.stdout is not None
        lines = [typist.stdout.readline() for _ in range(_KEYSTROKES)]
        os.kill(typist.pid, signal.SIGKILL)
        rest = typist.stdout.read().splitlines()
    handling, number = (rest or lines)[-1].split()
    return handling, int(number)


async def test_words_survive_a_killed_process(tmp_path: Path) -> None:
    handling, last_word = _kill_while_typing(tmp_path / "state")
    assert last_word > 0

    backend = RehearsalBackend()
    desk = await open_desk(backend, tmp_path)
    record = desk.documents.record(handling)
    assert int(record.note.removeprefix("word ")) >= last_word
    assert record.answers == {"contract": "88-1204"}
    assert [r.id for r in desk.documents.unfinished()] == [record_id(handling)]
    await until(lambda: "new1" in backend.callers and "f1" in desk.stores.follow_ups)
    assert sorted(document.id for document in backend.saved if document.id != record.id) == ["f1", "new1"]
    await desk.close(sign_out=False)
