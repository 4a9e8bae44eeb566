"""What the address of a list of submissions asks for. What nobody offers narrows nothing; nothing breaks.

?so=qua-han            a number of rules/submissions.SubmissionNumber; left out: all
?tinh-den=2018-07-31   as it stood at the end of that day
?phong=12&chuyen-vien=0&lanh-dao=3&co-quan=7    0: of nobody yet
?han-tu=2018-07-30     due on that day or later
?chang=decision&loai=land&qua-ngay=3&q=khu dân cư
?co-quan=7&pham-vi=ca-duoi     with the units below the agency, as the tree stood on that day
?phong-giu=12&nguoi-giu=5      who has it in hand on that day; nguoi-giu=0: nobody of the division by name
?ky=2018-Q3            of what ended: in that period (or tuy-chon with tu, den)
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from nhacviec.queries.clock import Moment
from nhacviec.queries.statistics_asked import Asked, due_from, read_asked
from nhacviec.queries.submissions import CUTS, Narrowed
from nhacviec.rules.policies import PolicySet
from nhacviec.rules.submissions import OPEN_NUMBERS, Stop, SubmissionKind, SubmissionNumber
from nhacviec.rules.text import visible
from nhacviec.rules.typed_numbers import typed_number

_Code = TypeVar("_Code", bound=StrEnum)
LONGEST = 200
WITH_BELOW = "ca-duoi"


@dataclass(frozen=True)
class Question:
    """`narrowed` of the day in `asked`; wrong days and periods stand in `asked.problems`."""

    asked: Asked
    narrowed: Narrowed

    @property
    def day(self) -> date:
        return self.asked.as_of.day

    @property
    def params(self) -> dict[str, str]:
        wanted = self.narrowed
        found = {name: value for name, value in self.asked.params.items() if name in _OF_DAY}
        found |= {cut: str(pk) for cut, pk in wanted.ids.items()}
        named = {"so": wanted.number, "chang": wanted.stop, "loai": wanted.kind, "q": wanted.words}
        found |= {name: str(value) for name, value in named.items() if value}
        held = {"phong-giu": wanted.held_in, "nguoi-giu": wanted.held_by}
        found |= {name: str(pk) for name, pk in held.items() if pk is not None}
        found |= {"han-tu": wanted.due_from.isoformat()} if wanted.due_from else {}
        found |= {"pham-vi": WITH_BELOW} if wanted.below else {}
        return found | ({"qua-ngay": str(wanted.days)} if wanted.days is not None else {})

    def query(self, **changes: object) -> str:
        """The same address with some of it changed: `_` for -, None leaves one out."""
        changed = {name.replace("_", "-"): value for name, value in changes.items()}
        kept = {name: value for name, value in (self.params | changed).items() if value is not None}
        return f"?{urlencode(kept)}" if kept else ""


_OF_DAY = ("tinh-den", "ky", "tu", "den")


def read_question(query: Mapping[str, str], *, moment: Moment, policy: PolicySet) -> Question:
    asked = read_asked(query, moment=moment, policy=policy)
    number = _code(SubmissionNumber, query.get("so", ""))
    found = Narrowed(
        ids={cut: pk for cut in CUTS if (pk := typed_number(query.get(cut, ""))) is not None},
        number=number,
        stop=_code(Stop, query.get("chang", "")),
        kind=_code(SubmissionKind, query.get("loai", "")),
        words=visible(query.get("q", ""))[:LONGEST],
        days=typed_number(query.get("qua-ngay", ""), digits=5),
        due_from=due_from(query),
        held_in=typed_number(query.get("phong-giu", ""), digits=18),
        held_by=typed_number(query.get("nguoi-giu", ""), digits=18),
        below=query.get("pham-vi") == WITH_BELOW and bool(query.get("co-quan")),
    )
    # The period cuts what ended; of what is open now it says nothing.
    window = None if number in OPEN_NUMBERS else asked.window
    return Question(asked, replace(found, window=window))


def _code(codes: type[_Code], typed: str) -> _Code | None:
    return codes(typed) if typed in set(codes) else None
