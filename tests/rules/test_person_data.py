import pytest

from nhacviec.rules.person_data import is_well_formed


@pytest.mark.parametrize(
    ("key", "value", "fine"),
    [
        ("username", "sxd.daumoi", True),
        ("username", "a1", False),
        ("username", "có.dấu", False),
        ("username", "=cmd()", False),
        ("email", "daumoi@sxd.dongnai.gov.vn", True),
        ("email", "daumoi@dongnai", False),
        ("email", "hai@a@b.vn", False),
        ("email", "a@b..vn", False),
        ("phone", "0251 3822.501", True),
        ("phone", "+84 (251) 3822501", True),
        ("phone", "gọi sau", False),
        ("full_name", "bất kỳ", True),
    ],
)
def test_shapes(key: str, value: str, fine: bool) -> None:
    assert is_well_formed(key, value) is fine
