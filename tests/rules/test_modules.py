from datetime import date

import pytest

from nhacviec.rules.modules import Module, is_on
from nhacviec.rules.policies import POLICIES, default_policies, effective


@pytest.mark.parametrize("module", Module)
def test_every_module_has_its_policy_and_is_on_until_a_province_says_no(module: Module) -> None:
    assert POLICIES[module.value].type == "bool" and POLICIES[module.value].group == "modules"
    assert is_on(module, default_policies())


def test_a_module_is_on_from_its_day_and_off_from_another() -> None:
    versions = [
        ("module_3", "no", date(2018, 1, 1)),
        ("module_3", "yes", date(2019, 1, 1)),
        ("module_3", "no", date(2020, 7, 1)),
    ]

    def on(day: date) -> bool:
        return is_on(Module.SUBMISSIONS, effective(versions, day))

    assert [on(date(2018, 12, 31)), on(date(2019, 1, 1)), on(date(2020, 6, 30)), on(date(2020, 7, 1))] == [
        False,
        True,
        True,
        False,
    ]
    assert is_on(Module.COORDINATION, effective(versions, date(2018, 12, 31)))
