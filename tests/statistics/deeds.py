"""What people do with a duty, by the state it is in: with arguments that a form would send, well or badly.

Each deed takes the hand that plays it (see year.py). A deed that the rules refuse is part of the game."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from nhacviec.actions import (
    answers,
    changes,
    extensions,
    handing,
    objections,
    progress,
    receiving,
    returned,
    stopping,
)
from nhacviec.rules.lifecycle import Closing, Duty, ReturnReason, State
from nhacviec.rules.timeliness import local_date
from tests.statistics.province import somebody

if TYPE_CHECKING:
    from tests.statistics.year import Hand

Deed = Callable[["Hand"], object]


def _accept(h: "Hand") -> object:
    return receiving.accept(actor=h.focal, assignment=h.duty, now=h.now)


def _return(h: "Hand") -> object:
    why = ReturnReason.WRONG_UNIT
    return receiving.return_duty(actor=h.focal, assignment=h.duty, return_reason=why, reason="x", now=h.now)


def _hand_on(h: "Hand") -> object:
    divisions, officers = h.here.divisions.get(h.duty.unit_id, []), h.here.officers.get(h.duty.unit_id, [])
    division = h.rng.choice(divisions) if divisions and h.rng.random() < 0.7 else None
    officer = h.rng.choice(officers) if officers and (division is None or h.rng.random() < 0.6) else None
    return handing.hand_on(actor=h.focal, assignment=h.duty, division=division, officer=officer, now=h.now)


def _take_back(h: "Hand") -> object:
    return handing.take_back(actor=h.focal, assignment=h.duty, now=h.now)


def _note(h: "Hand") -> object:
    return progress.note_progress(
        actor=h.focal, assignment=h.duty, text="x", percent=h.rng.randint(0, 100), now=h.now
    )


def _answer(h: "Hand") -> object:
    return answers.answer(
        actor=h.focal, assignment=h.duty, text="x", document_symbol="1/BC",
        document_date=h.today - timedelta(days=h.rng.randint(0, 6)), now=h.now,
    )  # fmt: skip


def _answer_late(h: "Hand") -> object:
    """Recorded now, given some days ago: perhaps before what was done with the duty since."""
    assert h.duty.assigned_at is not None
    given = max(local_date(h.duty.assigned_at), h.today - timedelta(days=h.rng.randint(1, 40)))
    return answers.answer(
        actor=h.focal, assignment=h.duty, text="x", document_symbol="1/BC", document_date=given,
        answered_on=given, now=h.now,
    )  # fmt: skip


def _confirm(h: "Hand") -> object:
    return answers.confirm(actor=h.here.desk["head"], assignment=h.duty, reason="x", now=h.now)


def _send_back(h: "Hand") -> object:
    return answers.send_back(actor=h.here.desk["head"], assignment=h.duty, reason="x", now=h.now)


def _ask(h: "Hand") -> object:
    asked = (h.duty.due_on or h.today) + timedelta(days=h.rng.randint(1, 30))
    return extensions.ask_extension(
        actor=h.focal, assignment=h.duty, asked_due_on=asked, reason="x", now=h.now
    )


def _grant(h: "Hand") -> object:
    granted = (h.duty.due_on or h.today) + timedelta(days=h.rng.randint(1, 40))
    return extensions.grant_extension(
        actor=h.here.desk["chair"], assignment=h.duty, granted_due_on=granted, now=h.now
    )


def _refuse(h: "Hand") -> object:
    return extensions.refuse_extension(actor=h.here.desk["chair"], assignment=h.duty, decision="x", now=h.now)


def _object(h: "Hand") -> object:
    return objections.raise_objection(actor=h.focal, assignment=h.duty, reason="x", now=h.now)


def _uphold(h: "Hand") -> object:
    return objections.uphold_objection(actor=h.here.desk["chair"], assignment=h.duty, now=h.now)


def _reject(h: "Hand") -> object:
    return objections.reject_objection(actor=h.here.desk["chair"], assignment=h.duty, decision="x", now=h.now)


def _reassign(h: "Hand") -> object:
    unit = h.rng.choice(h.here.agencies)
    return returned.reassign(
        actor=h.here.desk["clerk"], assignment=h.duty, unit=unit, due_on=_some_day(h), now=h.now
    )


def _reissue(h: "Hand") -> object:
    due_on = _some_day(h) if h.rng.random() < 0.5 else None
    return returned.reissue(
        actor=h.here.desk["clerk"], assignment=h.duty, reason="x", due_on=due_on, now=h.now
    )


def _withdraw(h: "Hand") -> object:
    return returned.withdraw(actor=h.here.desk["head"], assignment=h.duty, reason="x", now=h.now)


def _change_deadline(h: "Hand") -> object:
    due_on = _some_day(h)
    hour = h.rng.choice(h.hours) if due_on and h.rng.random() < 0.3 else None
    return changes.change_deadline(
        actor=h.here.desk["head"], assignment=h.duty, due_on=due_on, due_hour=hour, reason="x", now=h.now
    )


def _change_monitors(h: "Hand") -> object:
    return changes.change_monitors(
        actor=h.here.desk["head"], assignment=h.duty,
        specialist=somebody(h.rng, h.here.specialists),
        office_leader=somebody(h.rng, h.here.office_leaders),
        committee_leader=somebody(h.rng, h.here.committee_leaders), now=h.now,
    )  # fmt: skip


def _add_unit(h: "Hand") -> object:
    duty = h.rng.choice([Duty.LEAD, Duty.COORDINATE])
    unit = h.rng.choice(h.here.agencies)
    return changes.add_unit(
        actor=h.here.desk["clerk"], assignment=h.duty, unit=unit, duty=duty, due_on=_some_day(h), now=h.now
    )


def _suspend(h: "Hand") -> object:
    return stopping.suspend(
        actor=h.here.desk["head"], assignment=h.duty, decision_symbol="1/QĐ", reason="x", now=h.now
    )


def _resume(h: "Hand") -> object:
    return stopping.resume(actor=h.here.desk["head"], assignment=h.duty, now=h.now)


def _cancel(h: "Hand") -> object:
    return stopping.cancel(
        actor=h.here.desk["head"], assignment=h.duty, closing=Closing.RECALLED, reason="x", now=h.now
    )


def _reopen(h: "Hand") -> object:
    due_on = _some_day(h) if h.rng.random() < 0.5 else None
    return stopping.reopen(actor=h.here.desk["head"], assignment=h.duty, reason="x", due_on=due_on, now=h.now)


def _some_day(h: "Hand") -> date | None:
    return None if h.rng.random() < 0.08 else h.today + timedelta(days=h.rng.randint(0, 45))


def _asked(h: "Hand") -> bool:
    return h.duty.has_open_extension


def _objected(h: "Hand") -> bool:
    return h.duty.has_open_objection


# Buttons that a page shows only sometimes: tried where they are shown, and now and then where they are not.
SHOWN: dict[Deed, Callable[["Hand"], bool]] = {
    _grant: _asked,
    _refuse: _asked,
    _uphold: _objected,
    _reject: _objected,
    _object: lambda h: h.duty.outcome == "late" and not h.duty.has_open_objection,
    _take_back: lambda h: bool(h.duty.division_id or h.duty.officer_id),
    _ask: lambda h: h.duty.due_on is not None and h.duty.due_on > h.today,
    _return: lambda h: h.duty.assigned_at is not None and (h.now - h.duty.assigned_at).days < 40,
}


def choose(h: "Hand") -> Deed:
    """Something that people do in this state."""
    stray = h.rng.random() < 0.05
    options = {d: n for d, n in DEEDS[h.duty.state].items() if stray or d not in SHOWN or SHOWN[d](h)}
    return h.rng.choices([*options, _reopen], weights=[*options.values(), 1])[0]


_ALWAYS: dict[Deed, int] = {_change_monitors: 4, _cancel: 1}
_WITH_AGENCY: dict[Deed, int] = {
    **_ALWAYS, _hand_on: 9, _take_back: 4, _answer: 14, _answer_late: 7, _ask: 9, _change_deadline: 6,
    _add_unit: 2, _grant: 9, _refuse: 2,
}  # fmt: skip
# How often each deed is tried in a state, against the others.
DEEDS: dict[str, dict[Deed, int]] = {
    State.ASSIGNED: {**_WITH_AGENCY, _accept: 22, _return: 12},
    State.IN_PROGRESS: {**_WITH_AGENCY, _note: 2, _suspend: 7},
    State.ANSWERED: {
        **_ALWAYS,
        _confirm: 18,
        _send_back: 9,
        _grant: 14,
        _object: 10,
        _uphold: 12,
        _reject: 2,
    },
    State.SUSPENDED: {**_ALWAYS, _resume: 18, _grant: 3},
    State.RETURNED: {**_ALWAYS, _reassign: 10, _reissue: 12, _withdraw: 5},
    State.COMPLETED: {_reopen: 7, _object: 10, _uphold: 14, _reject: 2},
    State.CANCELLED: {_reopen: 8},
}
