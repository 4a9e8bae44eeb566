"""The ladders as a page shows them: which holds for whom today, what comes, what was."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from nhacviec.queries.ladders import ladders_on
from nhacviec.queries.policy import VersionState
from nhacviec.records.models import Ladder
from nhacviec.rules.ladders import DEFAULTS, WHOLE, LadderVersion, TaskClass
from nhacviec.rules.reminders import Addressee, Noun, Step
from nhacviec.rules.words_ladders import CHANNELS, addressee_words, class_words, step_words


@dataclass(frozen=True)
class StepLine:
    step: Step

    @property
    def words(self) -> str:
        return step_words(self.step)

    @property
    def to(self) -> list[str]:
        return [addressee_words(who, self.step.noun) for who in Addressee if who in self.step.to]

    @property
    def channels(self) -> list[str]:
        return [words for channel, words in CHANNELS.items() if channel in self.step.channels]


@dataclass(frozen=True)
class Version:
    """One decision about a class; `row` None is the default of the software."""

    row: Ladder | None
    state: VersionState
    steps: list[StepLine]


@dataclass(frozen=True)
class Book:
    """Everything decided about one class of duties, the newest first."""

    of: TaskClass
    words: str
    versions: list[Version]

    @property
    def in_force(self) -> Version | None:
        return next((v for v in self.versions if v.state is VersionState.IN_FORCE), None)

    @property
    def coming(self) -> list[Version]:
        return [version for version in reversed(self.versions) if version.state is VersionState.FUTURE]

    @property
    def newest_id(self) -> int:
        """What a form was shown with: any later version makes it stale."""
        return max((version.row.pk for version in self.versions if version.row), default=0)


def books(today: date) -> list[Book]:
    """Noun by noun, by class, the most particular first: the first that fits a duty holds. The last of each
    noun is for all of them."""
    rows: dict[TaskClass, list[Ladder]] = defaultdict(list)
    for noun in Noun:
        rows[WHOLE[noun]] = []
    for row in Ladder.objects.select_related("field", "set_by").order_by("effective_from", "id"):
        rows[row.of].append(row)
    by_default = {ladder.of for ladder in ladders_on(today).in_order if ladder.version is None}
    found = [_book(of, several, of in by_default, today) for of, several in rows.items()]
    order = list(Noun)
    return sorted(found, key=lambda book: (order.index(book.of.noun), -book.of.particularity))


def book_of(of: TaskClass, today: date) -> Book | None:
    return next((book for book in books(today) if book.of == of), None)


def _book(of: TaskClass, rows: list[Ladder], by_default: bool, today: date) -> Book:
    last_of_day = {row.effective_from: row.pk for row in rows}
    begun = max((day for day in last_of_day if day <= today), default=None)
    versions = []
    for row in reversed(rows):
        if last_of_day[row.effective_from] != row.pk:
            state = VersionState.REPLACED
        elif row.effective_from > today:
            state = VersionState.FUTURE
        else:
            state = VersionState.IN_FORCE if row.effective_from == begun else VersionState.PAST
        versions.append(Version(row, state, _lines(row.version)))
    if of == WHOLE[of.noun]:
        state = VersionState.IN_FORCE if by_default else VersionState.PAST
        versions.append(Version(None, state, [StepLine(step) for step in DEFAULTS[of.noun].steps]))
        if by_default:
            versions = [_past(version) for version in versions[:-1]] + versions[-1:]
    name = next((row.field.name for row in rows if row.field), "")
    return Book(of, class_words(of, name), versions)


def _past(version: Version) -> Version:
    """A withdrawal in force means that the default holds again."""
    past = version.state is VersionState.IN_FORCE
    return Version(version.row, VersionState.PAST, version.steps) if past else version


def _lines(version: LadderVersion) -> list[StepLine]:
    return [StepLine(step) for step in version.ladder.steps]
