import pytest

from nhacviec.actions.moving import fresh
from nhacviec.records.models import StaleAssignment
from tests.cast import Cast


def test_a_form_shown_with_the_present_version_is_fresh(cast: Cast) -> None:
    duty = cast.duty(version=3)
    assert fresh(duty, 3) is duty


@pytest.mark.parametrize("shown", [2, 4, None])
def test_a_form_shown_with_another_version_is_not(cast: Cast, shown: int | None) -> None:
    with pytest.raises(StaleAssignment):
        fresh(cast.duty(version=3), shown)
