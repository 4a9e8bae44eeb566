"""Which ladder of reminders holds for a duty, and what a step may be. Pure.

A province sets a ladder for a class of duties from a day on. Of the ladders whose class fits a duty the most
particular one holds, as a whole: a field before a kind of unit, that before the source, the star and the
deadline. Where none fits it is the default ladder. Submissions, upward ones too, and requests to coordinate
have ladders by the same rules; of them only the kind of unit makes a class.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from nhacviec.rules.coordination_reminders import COORDINATION_LADDER
from nhacviec.rules.default_ladder import DEFAULT_LADDER
from nhacviec.rules.notices import Channel
from nhacviec.rules.reminders import FORESEEN, Addressee, Cause, Days, Noun, Step
from nhacviec.rules.submission_reminders import SUBMISSION_LADDER
from nhacviec.rules.units import UnitKind
from nhacviec.rules.upward_reminders import UPWARD_LADDER

MOST_STEPS = 30
# Of what one may be reminded, and who: by noun.
CAUSES_OF: dict[Noun, tuple[Cause, ...]] = {
    Noun.TASK: tuple(Cause),
    Noun.UPWARD: (Cause.DEADLINE, Cause.NO_PROGRESS),
    Noun.SUBMISSION: (Cause.DEADLINE, Cause.NOT_ACCEPTED, Cause.NO_PROGRESS),
    Noun.COORDINATION: (Cause.DEADLINE, Cause.NOT_ACCEPTED),
}
ADDRESSEES_OF: dict[Noun, tuple[Addressee, ...]] = {
    Noun.TASK: (
        Addressee.OFFICER,
        Addressee.FOCAL_OFFICER,
        Addressee.AGENCY_LEADER,
        Addressee.SPECIALIST,
        Addressee.OFFICE_LEADER,
        Addressee.COMMITTEE_LEADER,
    ),
    Noun.UPWARD: (
        Addressee.HANDLER,
        Addressee.DIVISION_HEAD,
        Addressee.OFFICE_LEADER,
        Addressee.LEADER_IN_CHARGE,
        Addressee.COMMITTEE_LEADER,
    ),
    Noun.SUBMISSION: (
        Addressee.HANDLER,
        Addressee.DIVISION_HEAD,
        Addressee.OFFICE_LEADER,
        Addressee.LEADER_IN_CHARGE,
        Addressee.COMMITTEE_LEADER,
        Addressee.SUBMITTER,
    ),
    Noun.COORDINATION: (
        Addressee.OFFICER,
        Addressee.FOCAL_OFFICER,
        Addressee.AGENCY_LEADER,
        Addressee.ASKER,
        Addressee.SPECIALIST,
        Addressee.OFFICE_LEADER,
        Addressee.COMMITTEE_LEADER,
    ),
}
# A step that names one of these goes up: told as escalation, which nobody can silence.
UPWARD: dict[Noun, frozenset[Addressee]] = {
    Noun.TASK: frozenset(),  # told as one list of the morning, whoever reads it
    **dict.fromkeys(
        (Noun.UPWARD, Noun.SUBMISSION),
        frozenset({Addressee.OFFICE_LEADER, Addressee.LEADER_IN_CHARGE, Addressee.COMMITTEE_LEADER}),
    ),
    Noun.COORDINATION: frozenset(
        {Addressee.AGENCY_LEADER, Addressee.OFFICE_LEADER, Addressee.COMMITTEE_LEADER}
    ),
}
LONGEST: dict[Days, int] = {Days.CALENDAR: 365, Days.WORKING: 250, Days.MONTHS: 24}


class Source(StrEnum):
    """Where a duty comes from."""

    SUPERIOR = "superior"  # from above the Committee
    SPOKEN = "spoken"  # said by a leader, without a document
    DOCUMENT = "document"  # a document of the Committee or its Office


@dataclass(frozen=True, slots=True)
class Facts:
    """What of a duty decides its ladder."""

    has_deadline: bool
    is_starred: bool
    source: Source
    field_id: int | None
    unit_kind: UnitKind
    noun: Noun = Noun.TASK


def facts_apart(noun: Noun, unit_kind: UnitKind) -> Facts:
    """Of a submission, upward too (who submits) or a request to coordinate (who is asked)."""
    return Facts(True, False, Source.DOCUMENT, None, unit_kind, noun)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskClass:
    """The duties (or submissions, or requests) of which all that is said here is true; None says nothing."""

    noun: Noun = Noun.TASK

    has_deadline: bool | None = None
    is_starred: bool | None = None
    source: Source | None = None
    field_id: int | None = None
    unit_kind: UnitKind | None = None

    def fits(self, facts: Facts) -> bool:
        return self.noun is facts.noun and all(
            said is None or said == fact
            for said, fact in (
                (self.has_deadline, facts.has_deadline),
                (self.is_starred, facts.is_starred),
                (self.source, facts.source),
                (self.field_id, facts.field_id),
                (self.unit_kind, facts.unit_kind),
            )
        )

    @property
    def particularity(self) -> int:
        """Never the same for two classes that say something about different things."""
        said = (self.has_deadline, self.is_starred, self.source, self.unit_kind, self.field_id)
        return sum(1 << place for place, value in enumerate(said) if value is not None)


EVERYTHING = TaskClass()
WHOLE: dict[Noun, TaskClass] = {noun: TaskClass(noun=noun) for noun in Noun}


@dataclass(frozen=True, slots=True)
class Ladder:
    """`version` is the row that a person set; None is the default of the software."""

    version: int | None
    of: TaskClass
    steps: tuple[Step, ...]


DEFAULT = Ladder(None, EVERYTHING, DEFAULT_LADDER)
DEFAULTS: dict[Noun, Ladder] = {
    Noun.TASK: DEFAULT,
    Noun.UPWARD: Ladder(None, WHOLE[Noun.UPWARD], UPWARD_LADDER),
    Noun.SUBMISSION: Ladder(None, WHOLE[Noun.SUBMISSION], SUBMISSION_LADDER),
    Noun.COORDINATION: Ladder(None, WHOLE[Noun.COORDINATION], COORDINATION_LADDER),
}


@dataclass(frozen=True, slots=True)
class LadderVersion:
    """One decision: from `effective_from` this ladder holds for its class; without steps none does any more
    (`is_withdrawn`), and the next one that fits holds."""

    ladder: Ladder
    effective_from: date
    is_withdrawn: bool = False


class Ladders:
    """All ladders in force on one day."""

    def __init__(self, versions: Iterable[LadderVersion], *, on: date) -> None:
        """Of two versions of a class that begin on one day the later in the list counts."""
        newest: dict[TaskClass, LadderVersion] = {}
        for version in versions:
            held = newest.get(version.ladder.of)
            if version.effective_from <= on and (
                held is None or held.effective_from <= version.effective_from
            ):
                newest[version.ladder.of] = version
        own = [version.ladder for version in newest.values() if not version.is_withdrawn]
        decided = {ladder.of for ladder in own}
        own += [DEFAULTS[noun] for noun in Noun if WHOLE[noun] not in decided]
        self.in_order: tuple[Ladder, ...] = tuple(
            sorted(own, key=lambda ladder: ladder.of.particularity, reverse=True)
        )
        self._found: dict[Facts, Ladder] = {}

    def for_duty(self, facts: Facts) -> Ladder:
        if facts not in self._found:
            self._found[facts] = next(ladder for ladder in self.in_order if ladder.of.fits(facts))
        return self._found[facts]


def step_key(cause: Cause, after: int, days: Days, every: int, noun: Noun = Noun.TASK) -> str:
    """A name that changes when the days do: what was taken under the old count is not mistaken for what is
    to be taken under the new one."""
    for step in DEFAULTS[noun].steps:
        if (step.cause, step.after, step.days, step.every) == (cause, after, days, every):
            return step.key
    of = "" if noun is Noun.TASK else f"{noun}:"
    return f"{of}{cause}{after:+d}{days[0]}" + (f"/{every}" if every else "")


def step_as_told(step: Step) -> dict[str, Any]:
    """What is stored; `step_from` gives the step back."""
    return {
        "cause": step.cause.value,
        "after": step.after,
        "days": step.days.value,
        "every": step.every,
        "to": [who.value for who in Addressee if who in step.to],
        "channels": [channel.value for channel in Channel if channel in step.channels],
        "may_mute": step.may_mute,
        "alone": step.alone,
    }


def step_from(told: dict[str, Any], noun: Noun = Noun.TASK) -> Step:
    """ValueError or KeyError for what is no step."""
    cause, days = Cause(told["cause"]), Days(told["days"])
    after, every = int(told["after"]), int(told["every"])
    return Step(
        key=step_key(cause, after, days, every, noun),
        cause=cause,
        after=after,
        days=days,
        every=every,
        to=frozenset(map(Addressee, told["to"])),
        channels=frozenset(map(Channel, told["channels"])) | {Channel.IN_APP},
        may_mute=bool(told["may_mute"]),
        alone=bool(told["alone"]),
        noun=noun,
    )


def goes_up(step: Step) -> bool:
    """Whether the step tells the next one higher that nothing has happened."""
    return bool(UPWARD[step.noun] & step.to)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one value of one step (`place` in the list), or with all (`place` None)."""

    place: int | None
    field: str
    code: str  # see words_ladders.PROBLEMS


def problems(told: Sequence[dict[str, Any]], of: TaskClass) -> list[Problem]:
    """Everything that speaks against a ladder, before it is stored. Values have their types already."""
    if of.noun is not Noun.TASK and of not in (
        WHOLE[of.noun],
        TaskClass(noun=of.noun, unit_kind=of.unit_kind),
    ):
        return [Problem(None, "", "class_of_tasks")]
    if not told:
        return [Problem(None, "", "no_steps")]
    if len(told) > MOST_STEPS:
        return [Problem(None, "", "too_many_steps")]
    found = [Problem(place, name, code) for place, step in enumerate(told) for name, code in _wrong(step, of)]
    counted = Counter(_when(step) for step in told)
    seen: set[tuple[Any, ...]] = set()
    for place, step in enumerate(told):
        if counted[_when(step)] > 1 and _when(step) in seen:
            found.append(Problem(place, "after", "same_moment"))
        seen.add(_when(step))
    return found


def _when(step: dict[str, Any]) -> tuple[Any, ...]:
    return step["cause"], step["after"], step["days"], step["every"]


def _wrong(step: dict[str, Any], of: TaskClass) -> Iterable[tuple[str, str]]:
    cause, after, every = Cause(step["cause"]), step["after"], step["every"]
    longest = LONGEST[Days(step["days"])]
    if cause not in CAUSES_OF[of.noun]:
        yield "cause", "not_of_noun"
    if not set(step["to"]) <= {who.value for who in ADDRESSEES_OF[of.noun]}:
        yield "to", "not_of_noun"
    if after < 0 and cause not in FORESEEN:
        yield "after", "only_deadline_before"
    elif after == 0 and cause not in FORESEEN:
        yield "after", "at_once"
    elif abs(after) > longest:
        yield "after", f"too_long_{step['days']}"
    if every and after < 0:
        yield "every", "repeated_before"
    elif not 0 <= every <= longest:
        yield "every", f"too_long_{step['days']}"
    if not step["to"]:
        yield "to", "nobody"
    if cause is Cause.DEADLINE and of.has_deadline is False:
        yield "cause", "class_without_deadline"
    if cause is Cause.NO_DEADLINE and of.has_deadline is True:
        yield "cause", "class_with_deadline"
