"""A private session bus for a test, and the desktop's side of it: `playerctl` presses keys and reads what is shown."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest


class SessionBus:
    """One bus in `folder`, which can vanish or stop answering."""

    def __init__(self, folder: Path) -> None:
        self.address = f"unix:path={folder / 'bus'}"
        self.env = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": self.address}
        self._daemon = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--nopidfile", f"--address={self.address}", "--print-address"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self._daemon.stdout is not None
        self._daemon.stdout.readline()  # which comes once it listens

    def playerctl(self, *words: str) -> str:
        """What the desktop's tool prints; nothing where there is no player."""
        done = subprocess.run(
            ["playerctl", *words],
            env=self.env,
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        return done.stdout.strip()

    def wait_for(self, answer: str, *words: str) -> None:
        """Until the desktop's tool prints that."""
        deadline = time.monotonic() + 20
        while (found := self.playerctl(*words)) != answer:
            assert time.monotonic() < deadline, f"playerctl {words}: {found!r}, not {answer!r}"
            time.sleep(0.02)

    def freeze(self) -> None:
        """It is there and answers nothing more."""
        self._daemon.send_signal(signal.SIGSTOP)

    def kill(self) -> None:
        """It is gone from one moment to the next."""
        self._daemon.kill()
        self._daemon.wait()


@pytest.fixture
def session_bus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SessionBus]:
    """A bus of this test's own. Where one cannot be had: skipped, but failed in CI."""
    missing = [tool for tool in ("dbus-daemon", "playerctl") if shutil.which(tool) is None]
    if missing:
        reason = (
            f"NOT TESTED, NO {' AND NO '.join(missing)}: `tests/virtual-audio install` brings them (Linux, as root)"
        )
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    pytest.importorskip("dbus_fast", reason='NOT TESTED: pip install "voicecoach[mediakeys]"')
    folder = tmp_path_factory.mktemp("b")  # short: the path of a socket holds about 100 characters
    bus = SessionBus(folder)
    try:
        yield bus
    finally:
        bus.kill()
