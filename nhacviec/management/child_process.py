"""A part of the system run as a child process of `nhacviec serve`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress


class ChildProcess:
    """One `nhacviec <command>` in a process group of its own.

    The group keeps Ctrl-C of the terminal away from it, so that the parent stops it in order. Its stdin is a
    pipe nobody writes to: when the parent is gone, even killed, the child reads the end and stops itself.
    """

    def __init__(self, command: str, *arguments: str) -> None:
        self.command = command
        self.process = subprocess.Popen(
            [sys.executable, "-m", "nhacviec", command, "--until-stdin-closes", *arguments],
            stdin=subprocess.PIPE,
            start_new_session=True,
        )

    def exit_code(self) -> int | None:
        """None while it runs."""
        return self.process.poll()

    def ask_to_stop(self) -> None:
        """Let it finish what it is doing."""
        if self.process.poll() is None:
            self.process.terminate()

    def stop(self, *, seconds: float) -> None:
        """Wait for it to end, then end whatever is left of its group."""
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(seconds)
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        if self.process.stdin is not None:
            self.process.stdin.close()


def stop_when_stdin_closes() -> None:
    """In a child: watch the pipe of the parent and end this process as SIGTERM would."""

    def watch() -> None:
        while os.read(sys.stdin.fileno(), 4096):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()
