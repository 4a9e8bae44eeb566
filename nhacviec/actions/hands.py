"""Long work is cut into portions. A few are done at once, each in a thread, on a connection of its own."""

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from django.db import connection

Portion = TypeVar("Portion")
HANDS = 2  # a modest server has two processors, and people work meanwhile


def share_out(deed: Callable[[Portion], int], portions: Iterable[Portion]) -> int:
    """The sum of what the deed says of every portion; portions are read only as fast as they are done.

    Inside a transaction everything belongs to it, and is done one after the other. The first error ends it,
    when what is in hand has been done."""
    if connection.in_atomic_block:
        return sum(deed(portion) for portion in portions)
    total, in_hand = 0, deque[Future[int]]()
    with ThreadPoolExecutor(HANDS) as pool:
        for portion in portions:
            in_hand.append(pool.submit(_on_its_own, deed, portion))
            if len(in_hand) > HANDS:
                total += in_hand.popleft().result()
        return total + sum(done.result() for done in in_hand)


def _on_its_own(deed: Callable[[Portion], int], portion: Portion) -> int:
    try:
        return deed(portion)
    finally:
        connection.close()
