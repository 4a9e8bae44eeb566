"""One work as lines of COPY: its document, its task, its duty. Knows nothing of Django."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from nhacviec.management.bench.works import Work
from nhacviec.rules.document_kinds import OFFICIAL_LETTER
from nhacviec.rules.search_terms import joined_letters, search_text, symbol_words
from nhacviec.rules.symbols import parse_symbol
from nhacviec.rules.timeliness import LOCAL_ZONE, local_date

_ISSUER, _SIGNER = "UBND tỉnh", "Nguyễn Quốc Hùng"

DOCUMENT = (
    "id", "symbol", "number", "year", "symbol_key", "kind", "abstract", "issued_on", "issuer_id",
    "signer_name", "signer_title", "drafting_unit_id", "urgency", "secrecy", "entry_state",
    "entered_on", "registered_by_id", "registered_at", "search_text", "duty_unit_ids",
)  # fmt: skip
TASK = (
    "id", "code", "document_id", "spoken_by", "spoken_at_event", "position", "content", "deliverable",
    "field_id", "assigner_id", "specialist_id", "office_leader_id", "committee_leader_id", "is_starred",
    "deadline_kind", "deadline_text", "deadline_start", "due_on", "recurrence", "recurrence_offset",
    "period_key", "version", "created_by_id", "created_at", "issued_at", "search_text",
    "duty_unit_ids",
)  # fmt: skip
ASSIGNMENT = (
    "id", "code", "task_id", "unit_id", "duty", "is_required", "state", "version", "original_due_on",
    "due_on", "extension_count", "assigned_at", "seen_at", "accepted_at", "return_reason", "officer_id",
    "specialist_id", "office_leader_id", "committee_leader_id", "field_id", "percent", "obstacle",
    "answered_at", "send_back_count", "completed_at", "closing", "outcome", "outcome_original",
    "days_late", "reminder_count", "has_open_extension", "has_open_objection", "is_starred",
)  # fmt: skip
_NULL = "\\N"


@dataclass(frozen=True)
class Province:
    """Ids by rank, as the works name them."""

    committee: int
    agencies: list[int]
    people: list[list[int]]  # of each agency
    divisions: list[int]
    specialists: list[int]  # the people of the Office
    office_leaders: list[int]
    committee_leaders: list[int]
    clerk: int
    fields: list[int]


class Lines:
    """A work as lines of COPY. The texts hold no tab, line end or backslash."""

    def __init__(self, province: Province, now: datetime) -> None:
        self.p, self.now, self.today = province, now, local_date(now)
        self.numbers: dict[int, int] = {}
        self.tails: dict[str, str] = {}

    def number(self, w: Work) -> None:
        """Every work takes its number of the year, also those that somebody else writes."""
        year = w.issued_on.year
        self.numbers[year] = self.numbers.get(year, 0) + 1
        w.code = f"NV-{year}-{self.numbers[year]:06d}"

    def document(self, w: Work) -> str:
        number, _slash, tail = w.symbol.partition("/")
        if tail not in self.tails:
            self.tails[tail] = parse_symbol(f"1/{tail}").folded_key[1:]
        at = self._moment(w.issued_on, w.minute)
        division = self.p.divisions[w.author % len(self.p.divisions)]
        people, day = (_SIGNER, "Chủ tịch"), f"ngày {w.issued_on:%d/%m/%Y}"
        fields = (w.symbol, OFFICIAL_LETTER.name, w.subject, _ISSUER, *people, day)
        found_by = search_text(*fields, more=symbol_words(w.symbol))
        return _line(
            w.number, w.symbol, number, w.issued_on.year, number + self.tails[tail], "cong_van", w.subject,
            w.issued_on, self.p.committee, _SIGNER, "Chủ tịch", division, "normal", "none", "entered",
            w.issued_on, self.p.clerk, at, found_by, f"{{{self.p.agencies[w.agency]}}}",
        )  # fmt: skip

    def task(self, w: Work) -> str:
        at = self._moment(w.issued_on, w.minute)
        fields = (w.content, "", "", w.symbol, w.subject, "", "", w.code)
        found_by = search_text(*fields, more=joined_letters(w.symbol))
        kind = "working_days" if w.term else "date" if w.original_due_on else "none"
        text = f"{w.original_due_on:%d/%m/%Y}" if w.original_due_on else ""
        text = f"{w.term} ngày làm việc" if w.term else text
        start = w.issued_on if w.original_due_on else _NULL
        return _line(
            w.number, w.code, w.number, "", "", 1, w.content, "", self._field(w), self.p.committee,
            *self._followers(w), _starred(w), kind, text, start, w.original_due_on, "", 0, "", 1,
            self.p.specialists[w.author], at, at, found_by, f"{{{self.p.agencies[w.agency]}}}",
        )  # fmt: skip

    def assignment(self, w: Work) -> str:
        at = self._moment(w.issued_on, w.minute)
        answered = self._moment(w.done_on, w.done_minute) if w.done_on else None
        completed = answered + timedelta(days=w.confirm_days, hours=1) if answered else None
        if completed and completed > self.now:
            completed = None
        state, percent = "in_progress", 50
        if answered:
            state, percent = "completed" if completed else "answered", 100
        elif (self.today - w.issued_on).days < 2:
            state, percent = "assigned", 0
        accepted = _NULL if state == "assigned" else min(at + timedelta(hours=3), self.now)
        outcome, late = _outcome(w)
        return _line(
            w.number, f"{w.code}.1", w.number, self.p.agencies[w.agency], "lead", "t",
            state, 1, w.original_due_on, w.due_on, int(w.is_extended), at, accepted, accepted, "",
            self.p.people[w.agency][w.officer], *self._followers(w), self._field(w), percent, "",
            answered, 0, completed, "", outcome, outcome, late, 0, "f", "f", _starred(w),
        )  # fmt: skip

    def _field(self, w: Work) -> int:
        return self.p.fields[w.topic % len(self.p.fields)]

    def _followers(self, w: Work) -> tuple[int, int, int]:
        """Specialist, leader of the Office, leader of the Committee."""
        p = self.p
        return (
            p.specialists[w.author],
            p.office_leaders[w.author % len(p.office_leaders)],
            p.committee_leaders[w.topic % len(p.committee_leaders)],
        )

    def _moment(self, day: date, minute: int) -> datetime:
        """That minute of the day in Việt Nam; never later than now."""
        at = datetime.combine(day, time(minute // 60, minute % 60), tzinfo=LOCAL_ZONE)
        return min(at.astimezone(UTC), self.now)


def _starred(w: Work) -> str:
    return "t" if w.number % 50 == 0 else "f"


def _outcome(w: Work) -> tuple[str, int | None]:
    if w.done_on is None:
        return "", None
    if w.due_on is None:
        return "done_no_deadline", None
    late = (w.done_on - w.due_on).days
    return ("late" if late > 0 else "on_time" if late == 0 else "early"), late


def _line(*values: object) -> str:
    return "\t".join([_NULL if value is None else str(value) for value in values]) + "\n"
