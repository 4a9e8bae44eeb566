from datetime import date

from nhacviec.queries.modules import modules_on
from nhacviec.records.models import PolicyValue
from nhacviec.rules.modules import Module
from tests.make import NOW, TODAY


def test_the_modules_of_a_day_are_those_of_its_policies(db: None) -> None:
    assert modules_on(TODAY) == frozenset(Module)
    PolicyValue.objects.create(key="module_3", value="no", effective_from=TODAY, set_at=NOW)
    assert modules_on(TODAY) == frozenset(Module) - {Module.SUBMISSIONS}
    assert modules_on(date(2018, 7, 11)) == frozenset(Module)
