"""The filter above the list of assignments: its fields are the address's parameters (rules/filter_address).

What is asked oftenest stands open; the rest is fetched when somebody wants it, so that the list itself stays
quick. A condition without a field (a link from elsewhere) is kept as it is.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse

from nhacviec.queries.choices import divisions_of, officers_of
from nhacviec.records.models import Field, Post, Unit
from nhacviec.rules.filter_address import NOT
from nhacviec.rules.permissions import AGENCY_ROLES, MONITOR_ROLES, SEES_AGENCY
from nhacviec.rules.task_filter import CHOICES, DAYS, ME, NONE, TEXTS, YES_NO, Choice, Condition, Kind
from nhacviec.rules.units import UnitKind
from nhacviec.rules.words_filter import CODES, LABELS, WORDS
from nhacviec.screens.assignments.asked import Asked
from nhacviec.screens.page.request import OfficeRequest

_BY_KEY = {condition.key: condition for condition in CHOICES}
_NOW = ("q", "trang-thai", "thoi-han", "don-vi")
_MORE = (
    "so-van-ban", "linh-vuc", "vai-tro", "chuyen-vien", "lanh-dao-vp", "lanh-dao-ubnd", "co-quan-giao",
    "phong", "can-bo", "han-tu", "han-den", "giao-tu", "giao-den", "qua-ngay", "sao", "gia-han", "don-doc",
    "vuong-mac",
)  # fmt: skip
_ENDS = {"-tu": "từ ngày", "-den": "đến ngày"}


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    is_chosen: bool


@dataclass
class FilterField:
    """`kind`: line, choice (several boxes), units (chips), yes_no."""

    key: str
    label: str
    kind: str
    value: str = ""
    options: list[Option] = field(default_factory=list)
    negated: bool = False
    errors: list[str] = field(default_factory=list)
    chips: str = "[]"

    @property
    def id(self) -> str:
        return f"loc-{self.key}"

    @property
    def summary(self) -> str:
        chosen = [option.label for option in self.options if option.is_chosen]
        return ", ".join(chosen) if len(chosen) < 3 else f"{len(chosen)} mục"


@dataclass
class FilterForm:
    now: list[FilterField]
    more: list[FilterField]  # empty until asked for
    hidden: list[tuple[str, str]]  # conditions without a field, kept
    active: int  # conditions among `more`
    parties: bool | None  # None: not asked of this role
    units_url: str = ""


def filter_form(request: OfficeRequest, asked: Asked) -> FilterForm:
    offered = [key for key in _MORE if _is_offered(key, request)]
    wrong = {_field_of(key) for key in asked.problems}
    unfolded = "mo-rong" in request.GET or bool(wrong & set(offered))
    sent = asked.pairs()
    now_keys = [key for key in _NOW if _is_offered(key, request)]
    now = _fields(request, asked, now_keys)
    more = _fields(request, asked, offered) if unfolded else []
    shown = {f.key for f in (*now, *more)}
    if request.actor.role in AGENCY_ROLES:
        shown.add("ca-don-vi-khac")
    sent_as = {key: _field_of(key) for key, _value in sent}
    hidden = [(key, value) for key, value in sent if not _has_field(key, shown) and value != "tat-ca"]
    if "trang-thai" not in shown:
        hidden.append(("trang-thai", ""))
    return FilterForm(
        now=now,
        more=more,
        hidden=hidden,
        active=sum(1 for key in sent_as.values() if key not in _NOW),
        parties=asked.filter.parties if request.actor.role in AGENCY_ROLES else None,
        units_url=reverse("units.suggest") + "?tat-ca=1",
    )


def _is_offered(key: str, request: OfficeRequest) -> bool:
    of_agency = request.actor.role in AGENCY_ROLES
    if key in ("phong", "can-bo"):
        return request.actor.role in SEES_AGENCY
    return not (of_agency and key in ("don-vi", "co-quan-giao"))


def _field_of(key: str) -> str:
    """The key under which its field stands: khong-linh-vuc is asked in linh-vuc, han (a day) in han-tu."""
    key = key.removeprefix(NOT)
    for end, plain in (("-truoc", "-den"), ("-sau", "-tu")):
        if key.removesuffix(end) in DAYS:
            return key.removesuffix(end) + plain
    return f"{key}-tu" if key in DAYS else key


def _has_field(key: str, shown: set[str]) -> bool:
    return _field_of(key) in shown


def _fields(request: OfficeRequest, asked: Asked, keys: Iterable[str]) -> list[FilterField]:
    typed = {key: str(value) for key, value in request.GET.items()}
    made = []
    people = _People(request)
    for key in keys:
        errors = [s for wrong, said in asked.problems.items() if _field_of(wrong) == key for s in said]
        made.append(_field(key, request, asked, people))
        made[-1].errors = errors
        if errors and made[-1].kind in ("line", "units"):
            made[-1].value = next((typed[k] for k in (key, key.replace("-", "_")) if k in typed), "")[:200]
    return made


def _field(key: str, request: OfficeRequest, asked: Asked, people: "_People") -> FilterField:
    wanted = asked.filter
    if key in TEXTS:
        return FilterField(key, LABELS[key], "line", getattr(wanted, TEXTS[key][0]))
    if key in YES_NO:
        value = getattr(wanted, YES_NO[key])
        said = {None: "Tất cả", True: "Có", False: "Không"}
        sent = {None: "", True: "co", False: "khong"}
        options = [Option(sent[v], said[v], v is value) for v in (None, True, False)]
        return FilterField(key, LABELS[key], "yes_no", options=options)
    if key == "qua-ngay":
        return FilterField(key, LABELS[key], "line", dict(asked.pairs()).get(key, ""))
    for end, words in _ENDS.items():
        if key.removesuffix(end) in DAYS and key.endswith(end):
            days = getattr(wanted, DAYS[key.removesuffix(end)])
            day = days.first if end == "-tu" else days.last
            label = f"{LABELS[key.removesuffix(end)]}: {words}"
            return FilterField(key, label, "line", day.typed if day else "")
    condition = _BY_KEY[key]
    choice: Choice = getattr(wanted, condition.name)
    if key == "don-vi":
        return _units_field(condition, choice, asked)
    options = [
        Option(value, label, value in choice.values)
        for value, label in _kept(_options(condition, request, people), condition, choice, asked)
    ]
    return FilterField(key, LABELS[key], "choice", options=options, negated=choice.negated)


def _units_field(condition: Condition, choice: Choice, asked: Asked) -> FilterField:
    chips = [
        {"text": value, "label": WORDS.get(value) or asked.names.get((Kind.UNITS, value), value)}
        for value in choice.values
    ]
    packed = json.dumps(chips, ensure_ascii=False)
    return FilterField(
        condition.key,
        LABELS[condition.key],
        "units",
        ",".join(choice.values),
        negated=choice.negated,
        chips=packed,
    )


Pairs = list[tuple[str, str]]


def _kept(options: Pairs, condition: Condition, choice: Choice, asked: Asked) -> Pairs:
    """What was chosen stays on the list even when it is no longer offered."""
    offered = {value for value, _label in options}
    gone = [(v, asked.names.get((condition.kind, v), v)) for v in choice.values if v not in offered]
    return [*options, *gone]


def _options(condition: Condition, request: OfficeRequest, people: "_People") -> Pairs:
    if condition.key in CODES:
        return list(CODES[condition.key].items())
    words = [(code, WORDS[code].capitalize()) for code in condition.codes if code in (ME, NONE)]
    if condition.kind is Kind.FIELDS:
        return words + [(str(f.pk), f.name) for f in Field.objects.all()]
    if condition.name == "assigners":
        above = Unit.objects.filter(kind__in=[UnitKind.SUPERIOR, UnitKind.COMMITTEE, UnitKind.OFFICE])
        return [(str(unit.pk), unit.label) for unit in above]
    own = request.acting_post.unit
    if condition.name == "divisions":
        return words + [(str(unit.pk), unit.label) for unit in divisions_of(own, request.today)]
    if condition.name == "officers":
        return words + [(str(person.pk), person.full_name) for person in officers_of(own, request.today)]
    place = {"specialists": "specialist", "office_leaders": "office_leader"}.get(
        condition.name, "committee_leader"
    )
    return words + people.of(place)


class _People:
    """Who may be named to follow tasks, read once for all three places."""

    def __init__(self, request: OfficeRequest) -> None:
        self.request = request
        self.posts: list[Post] | None = None

    def of(self, place: str) -> Pairs:
        if self.posts is None:
            roles = {role for roles in MONITOR_ROLES.values() for role in roles}
            posts = Post.objects.valid_on(self.request.today).filter(role__in=roles, stands_in_for=None)
            self.posts = list(posts.select_related("person").order_by("person__full_name"))
        able = {p.person_id: p.person.full_name for p in self.posts if p.role in MONITOR_ROLES[place]}
        return [(str(pk), name) for pk, name in able.items()]
