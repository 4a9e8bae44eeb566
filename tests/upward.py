"""What the Committee submits upward, for tests: sent on days counted as in tests/submitting."""

from datetime import date
from itertools import count
from typing import Any

from nhacviec.actions import upward as deeds
from nhacviec.records.models import Submission, Unit
from nhacviec.rules.units import UnitKind
from tests.cast import Cast
from tests.make import make_unit
from tests.submitting import MONDAY, at

_numbers = count(1)


def party_committee() -> Unit:
    """Thường trực Tỉnh ủy, above the Committee."""
    found = Unit.objects.filter(kind=UnitKind.SUPERIOR, abbreviation="TTTU").first()
    return found or make_unit("Thường trực Tỉnh ủy", kind=UnitKind.SUPERIOR, abbreviation="TTTU")


def sent_upward(cast: Cast, *, on: date = MONDAY, who: str = "clerk", **fields: Any) -> Submission:
    """UBND tỉnh to Thường trực Tỉnh ủy, followed by the specialist, unless told otherwise."""
    values: dict[str, Any] = {
        "unit": cast.committee,
        "addressee": fields.pop("addressee", None) or party_committee(),
        "symbol": f"{next(_numbers)}/TTr-UBND",
        "dated_on": on,
        "abstract": "Tờ trình chủ trương đầu tư đường liên huyện",
        "asked": "Xin ý kiến về chủ trương đầu tư",
        "sent_on": on,
        "officer": cast.specialist,
        "leader": cast.chair,
        "now": at(on),
    }
    return deeds.send(actor=cast.acting(who), **(values | fields))
