"""Which addresses of gateways are taken, and that nothing of them is shown again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhacviec.rules.gateways import FIXED, HOSTED, KNOWN, BadGateway, masked, schema_of, without_secrets
from nhacviec.rules.words_outward import BAD_GATEWAYS

NAMED = ["may-chu.tinh.local:8080", "10.0.0.5"]
TELEGRAM = "tgram://123456789:ABCdefghijklmnopqrstuvwxyz012345678/12345"


def test_a_kind_that_is_allowed_is_taken() -> None:
    assert schema_of(TELEGRAM, allowed=["tgram"], named=[]) == "tgram"
    assert schema_of("json://may-chu.tinh.local:8080/x", allowed=["json"], named=NAMED) == "json"
    assert schema_of("ntfys://ten:mat@10.0.0.5/kenh?to=a", allowed=["ntfys"], named=NAMED) == "ntfys"
    assert not FIXED & HOSTED


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("", "misshapen"),
        ("tgram:", "misshapen"),
        ("TGRAM://x", "misshapen"),
        ("tgram://a b", "misshapen"),
        ("tgram://khóa/1", "misshapen"),
        ("tgram://" + "x" * 600, "misshapen"),
        ("json://may-chu.tinh.local:x/", "misshapen"),
        ("slack://a/b/c", "not_allowed"),
        ("file:///etc/passwd", "not_allowed"),
        ("syslog://localhost", "not_allowed"),
        ("tgram://a/1?verify=no", "options"),
        ("tgram://a/1?redirect=yes", "options"),
        ("tgram://a/1?template=/etc/passwd", "options"),
        ("json://10.0.0.5/?:x=y", "options"),
        ("tgram://a/1#x", "options"),
        ("json://127.0.0.1/", "host_not_named"),
        ("json://may-chu.tinh.local/", "host_not_named"),
        ("json://10.0.0.5@evil.example.com/", "host_not_named"),
        ("json:///x", "host_not_named"),
    ],
)
def test_what_is_not_taken(address: str, code: str) -> None:
    allowed = ["tgram", "json", "syslog", "file"]
    with pytest.raises(BadGateway) as caught:
        schema_of(address, allowed=allowed, named=NAMED)
    assert caught.value.code == code
    assert code in BAD_GATEWAYS


def test_of_an_address_only_the_kind_and_a_host_of_ones_own_is_shown() -> None:
    assert masked(TELEGRAM) == "tgram://…"
    assert masked("jsons://ten:mat-khau@10.0.0.5:8443/duong/khoa?to=x") == "jsons://10.0.0.5:8443/…"


def test_what_a_library_says_is_told_without_the_secret() -> None:
    said = f"Failed to send to {TELEGRAM}: https://api/bot123456789:ABCdefghijklmnopqrstuvwxyz012345678/x"
    told = without_secrets(said, TELEGRAM)
    assert told.startswith("Failed to send to …")
    assert "123456789" not in told and "ABCdef" not in told


@given(st.text(max_size=80), st.sampled_from(sorted(KNOWN)))
def test_nothing_typed_makes_it_stumble(text: str, schema: str) -> None:
    address = f"{schema}://{text}"
    try:
        schema_of(address, allowed=sorted(KNOWN), named=NAMED)
    except BadGateway as bad:
        assert bad.code in BAD_GATEWAYS
    else:
        assert masked(address).startswith(f"{schema}://")
