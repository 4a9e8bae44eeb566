import pytest

from nhacviec.rules.devices import device_name

CHROME = "(KHTML, like Gecko) Chrome/120.0 Safari/537.36"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME}", "Chrome trên Windows"),
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Edg/120.0", "Edge trên Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1",
            "Safari trên iPhone",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0", "Firefox trên Linux"),
        (f"Mozilla/5.0 (Linux; Android 14) {CHROME}", "Chrome trên Android"),
        ("curl/8", ""),
    ],
)
def test_devices_are_named_as_people_know_them(user_agent: str, name: str) -> None:
    assert device_name(user_agent) == name
