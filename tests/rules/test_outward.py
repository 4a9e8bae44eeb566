"""To which typed addresses the system may be sent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhacviec.rules.outward import BadTarget, host_is_named, is_public, target_of
from nhacviec.rules.words_outward import BAD_TARGETS


def refused(url: str, named: tuple[str, ...] = ()) -> str:
    with pytest.raises(BadTarget) as caught:
        target_of(url, named=named)
    assert caught.value.code in BAD_TARGETS
    return caught.value.code


def test_a_public_https_address_is_taken_apart() -> None:
    target = target_of("https://App.Tinh.gov.vn./nhan?x=1", named=())
    assert (target.host, target.port, target.path) == ("app.tinh.gov.vn", 443, "/nhan?x=1")
    assert not target.is_named
    assert target_of("https://app.tinh.gov.vn", named=()).path == "/"
    assert target_of("https://8.8.8.8/", named=()).host == "8.8.8.8"
    assert target_of("https://[2606:4700::1]/", named=()).host == "2606:4700::1"


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://app.tinh.gov.vn/", "not_https"),
        ("ftp://app.tinh.gov.vn/", "not_https"),
        ("app.tinh.gov.vn", "not_https"),
        ("https://", "misshapen"),
        ("https://app.tinh.gov.vn:x/", "misshapen"),
        ("https://app.tinh.gov.vn:99999/", "misshapen"),
        ("https://app.tinh.gov.vn/a b", "misshapen"),
        ("https://app.tinh.gov.vn/\r\nHost: x", "misshapen"),
        ("https://app.tinh.gov.vn\\@10.0.0.1/", "misshapen"),
        ("https://tỉnh.vn/", "misshapen"),
        ("https://app.tinh.gov.vn/" + "x" * 300, "misshapen"),
        ("https://[fe80::1%25eth0]/", "misshapen"),
        ("https://ten:mat-khau@app.tinh.gov.vn/", "secret_in_it"),
        ("https://app.tinh.gov.vn#@10.0.0.1/", "secret_in_it"),
        ("https://app.tinh.gov.vn:8443/", "other_port"),
        ("https://localhost/", "not_public"),
        ("https://may-chu/", "not_public"),
        ("https://may-chu.local/", "not_public"),
        ("https://db.internal/", "not_public"),
        ("https://127.0.0.1/", "not_public"),
        ("https://127.1/", "not_public"),
        ("https://2130706433/", "not_public"),
        ("https://0x7f.0.0.1/", "not_public"),
        ("https://a.0x7f000001/", "not_public"),
        ("https://0.0.0.0/", "not_public"),
        ("https://10.1.2.3/", "not_public"),
        ("https://172.16.0.1/", "not_public"),
        ("https://192.168.1.1/", "not_public"),
        ("https://169.254.169.254/latest/meta-data/", "not_public"),
        ("https://100.64.0.1/", "not_public"),
        ("https://224.0.0.1/", "not_public"),
        ("https://255.255.255.255/", "not_public"),
        ("https://[::1]/", "not_public"),
        ("https://[::]/", "not_public"),
        ("https://[fd00::1]/", "not_public"),
        ("https://[fe80::1]/", "not_public"),
        ("https://[::ffff:127.0.0.1]/", "not_public"),
        ("https://[::ffff:10.0.0.1]/", "not_public"),
        ("https://[2002:7f00:1::]/", "not_public"),
        ("https://[64:ff9b::7f00:1]/", "not_public"),
        ("https://[ff02::1]/", "not_public"),
        ("https://[fec0::1]/", "not_public"),  # site-local, of old inner networks
        ("https://192.0.0.8/", "not_public"),
        ("https://a..vn/", "not_public"),
        ("https://a.vn;b/", "not_public"),
        ("https://may-chu.home/", "not_public"),
        ("https://a.vn/\x7f", "misshapen"),
    ],
)
def test_what_is_not_taken(url: str, code: str) -> None:
    assert refused(url) == code


def test_a_host_of_the_settings_may_be_anywhere_but_only_by_https() -> None:
    named = ("App.tinh.local", "10.0.0.5:8443")
    assert target_of("https://app.tinh.local:9000/x", named=named).is_named
    assert target_of("https://10.0.0.5:8443/", named=named).is_named
    assert refused("https://10.0.0.5/", named) == "not_public"
    assert refused("http://app.tinh.local/", named) == "not_https"
    assert refused("https://x.app.tinh.local/", named) == "not_public"


def test_a_name_of_the_settings_names_its_ports_or_all() -> None:
    assert host_is_named("a.b", None, ["a.b"])
    assert host_is_named("A.b", 99, ["a.B:99"])
    assert not host_is_named("a.b", 98, ["a.b:99"])
    assert not host_is_named("", None, [])


@given(
    st.ip_addresses(network="10.0.0.0/8")
    | st.ip_addresses(network="fc00::/7")
    | st.ip_addresses(network="127.0.0.0/8")
)
def test_no_address_of_an_inner_network_is_public(address: object) -> None:
    assert not is_public(str(address))
    assert not is_public(f"::ffff:{address}")


@given(st.text(max_size=60))
def test_nothing_typed_makes_it_stumble(text: str) -> None:
    for url in (text, f"https://{text}", f"https://{text}.vn/{text}"):
        try:
            target = target_of(url, named=())
        except BadTarget as bad:
            assert bad.code in BAD_TARGETS
        else:
            assert target.port == 443 and target.host and target.path.startswith(("/", "?"))
