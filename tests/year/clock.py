"""The time of the simulated year: one number in a file that all processes look at."""

import mmap
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Clock:
    def __init__(self, path: Path) -> None:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            os.ftruncate(handle, 8)
            self._place = memoryview(mmap.mmap(handle, 8)).cast("q")  # written and read in one go
        finally:
            os.close(handle)

    def set(self, moment: datetime) -> None:
        self._place[0] = (moment - _EPOCH) // timedelta(microseconds=1)

    def now(self) -> datetime:
        return _EPOCH + timedelta(microseconds=self._place[0])
