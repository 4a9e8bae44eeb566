"""Asked to stop: by Ctrl-C, by SIGTERM of a service manager, by a closed terminal."""

from __future__ import annotations

import signal
import time
from types import FrameType


class StopRequest:
    """A plain flag, and no threading.Event: the handler runs inside the very wait it interrupts, and would
    wait for ever for the lock that this wait may hold."""

    def __init__(self) -> None:
        self.asked = False

    def listen(self) -> StopRequest:
        """Answer the signals from now on. Only the main thread may call it."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask)
        return self

    def wait(self, seconds: float) -> bool:
        """Let that time pass, unless asked already; whether it was asked."""
        if not self.asked:
            time.sleep(seconds)
        return self.asked

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self.asked = True
