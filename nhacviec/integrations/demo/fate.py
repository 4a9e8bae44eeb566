"""What becomes of one duty: decided beforehand, by chance with a fixed seed or by a scene."""

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Literal

from nhacviec.rules.lifecycle import ReturnReason

Request = Literal["", "asked", "granted", "refused", "withdrawn"]
Objecting = Literal["", "asked", "upheld", "rejected"]
AfterReturn = Literal["wait", "reassign", "reissue", "withdraw"]
SEED = 1130
_AFTER_RETURN: tuple[AfterReturn, ...] = ("reassign", "reassign", "reissue", "withdraw")
_EXTENSIONS: tuple[Request, ...] = ("", "granted", "refused", "withdrawn")
_OBJECTIONS: tuple[Objecting, ...] = ("", "upheld", "rejected")


@dataclass(frozen=True, kw_only=True)
class Fate:
    """Days are working days unless said otherwise; None: it does not happen (yet)."""

    seen: int | None = 0  # days after the issue
    accepted: int | None = 0  # days after it was seen
    returned: ReturnReason | None = None
    after_return: AfterReturn = "wait"
    to_unit: str = ""  # key of the unit that gets it when it is reassigned
    officer: int | None = 0  # which officer it is handed to
    notes: int = 1
    obstacle: bool = False
    extension: Request = ""
    extra_days: int = 10  # calendar days asked for
    answered: int | None = 0  # calendar days after the deadline that binds, negative before
    term_without_deadline: int = 30  # calendar days from the issue to the answer
    sent_back: int = 0  # rounds
    sent_back_stays: bool = False  # the last round is not answered again
    confirmed: int | None = 2
    objection: Objecting = ""
    suspended: Literal["", "stays", "resumed"] = ""
    cancelled: bool = False
    reopened: bool = False
    reminded: bool = False
    by_substitute: bool = False  # confirmed by the colleague who stands in for the specialist
    content_changed: bool = False
    deadline_moved: int = 0  # calendar days by which the Office itself moves the deadline


def steadiness(unit_key: str) -> float:
    """How often a unit is in time: its own character, the same every time."""
    return 0.72 + 0.26 * Random(f"{SEED}/{unit_key}").random()


def draw(rng: Random, *, unit_key: str, due_on: date | None, today: date, alone: bool) -> Fate:
    """The ordinary run of things. `alone`: no other unit has a duty in the task."""
    if rng.random() < 0.03:
        reason = rng.choice([r for r in ReturnReason if r is not ReturnReason.WRONG_DOCUMENT])
        after = rng.choice(_AFTER_RETURN)
        return Fate(returned=reason, after_return=after, to_unit="vp")
    late = rng.random() > steadiness(unit_key)
    length = (due_on - today).days if due_on else 0
    answered: int | None = _offset(rng, late)
    if due_on and late and (today - due_on).days < 60 and rng.random() < 0.55:
        answered = None  # overdue and still open
    extension = rng.choices(_EXTENSIONS, [88, 7, 4, 1])[0]
    return Fate(
        seen=rng.choices([0, 1, 2], [6, 3, 1])[0],
        accepted=rng.choices([0, 1], [7, 3])[0],
        officer=rng.choices([0, 1, None], [6, 3, 1])[0],
        notes=rng.choices([0, 1, 2, 3], [3, 4, 2, 1])[0],
        obstacle=rng.random() < (0.4 if late else 0.08),
        extension=extension,
        extra_days=rng.choice([7, 10, 15]),
        answered=answered,
        term_without_deadline=rng.randint(12, 120),
        sent_back=rng.choices([0, 1, 2], [86, 12, 2])[0],
        confirmed=rng.choices([0, 1, 2, 4], [2, 4, 3, 1])[0],
        objection=rng.choices(_OBJECTIONS, [86, 8, 6])[0],
        suspended="resumed" if length > -250 and rng.random() < 0.01 else "",
        cancelled=rng.random() < 0.015,
        reopened=rng.random() < 0.008,
        reminded=late and rng.random() < 0.6,
        content_changed=alone and rng.random() < 0.03,
        deadline_moved=rng.choice([5, 10]) if rng.random() < 0.02 else 0,
    )


def _offset(rng: Random, late: bool) -> int:
    if late:
        return rng.choices([1, 2, 4, 9, 20], [5, 4, 3, 2, 1])[0]
    return -rng.choices([0, 1, 2, 4, 7], [4, 3, 3, 2, 1])[0]
