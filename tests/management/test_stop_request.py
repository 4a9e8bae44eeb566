"""Signals that come at any moment, also two at once, are heard and never hang the process."""

import signal
import subprocess
import sys
import time

WAITING = """
import time
from nhacviec.management.stop_request import StopRequest
stop, heard = StopRequest().listen(), 0
print("listening", flush=True)
over = time.monotonic() + 1
while time.monotonic() < over:
    heard += stop.wait(0.0001)
    stop.asked = False
print("heard" if heard else "deaf")
"""


def test_many_signals_in_the_middle_of_the_wait_are_heard_and_hang_nothing() -> None:
    """A service manager and `make` both pass SIGTERM on: the second comes inside the handler of the first."""
    child = subprocess.Popen([sys.executable, "-c", WAITING], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None and child.stdout.readline() == "listening\n"
    over = time.monotonic() + 0.7
    while time.monotonic() < over:
        child.send_signal(signal.SIGTERM)
        child.send_signal(signal.SIGINT)
    try:
        said, _ = child.communicate(timeout=20)
    finally:
        child.kill()
    assert said == "heard\n"
