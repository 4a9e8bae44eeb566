"""`nhacviec verify`: says whether all numbers agree with a full count, and adds up anew when asked to."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from nhacviec.actions import tallying
from nhacviec.records.models import SelfCheck, TallyStep
from tests.actions.numbers import given
from tests.cast import Cast
from tests.make import NOW


def verify(*options: str) -> tuple[str, int]:
    """What it printed, and its exit code."""
    out = StringIO()
    try:
        call_command("verify", *options, stdout=out, stderr=StringIO())
    except SystemExit as end:
        assert isinstance(end.code, int)
        return out.getvalue(), end.code
    return out.getvalue(), 0


@pytest.fixture
def tampered(cast: Cast) -> None:
    given(cast)
    tallying.fold(now=NOW)
    TallyStep.objects.filter(scope="unit").update(overdue=7)


def test_numbers_that_agree(cast: Cast) -> None:
    given(cast)
    said, code = verify()
    assert code == 0
    assert "Mọi con số khớp" in said
    said, code = verify("--json", "--repair")
    assert (json.loads(said)["differences"], json.loads(said)["repaired"], code) == (0, False, 0)


def test_numbers_that_differ_end_with_a_code(tampered: None) -> None:
    said, code = verify()
    assert code == 1
    assert "chỗ lệch" in said
    told = json.loads(verify("--json")[0])
    assert told["differences"] > 0
    assert told["details"][0]["what"] == "tally"
    assert (told["repaired"], told["differences_before_repair"]) == (False, None)


def test_repairing_adds_up_anew_and_says_so(tampered: None) -> None:
    said, code = verify("--json", "--repair")
    told = json.loads(said)
    assert (told["repaired"], told["differences"], code) == (True, 0, 0)
    assert told["differences_before_repair"] > 0
    assert SelfCheck.objects.latest("id").differences == 0


def test_repairing_in_words(tampered: None) -> None:
    said, code = verify("--repair")
    assert code == 0
    assert "Đã cộng lại toàn bộ bảng tổng" in said
