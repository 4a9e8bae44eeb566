import pytest
from django.core.exceptions import ImproperlyConfigured

from nhacviec.config.database import from_url


def test_every_part_of_the_address_is_read() -> None:
    config = from_url("postgres://nv:p%40ss@db.example:6432/nhac_viec?sslmode=verify-full")

    assert (config["USER"], config["PASSWORD"], config["HOST"], config["PORT"], config["NAME"]) == (
        "nv",
        "p@ss",
        "db.example",
        "6432",
        "nhac_viec",
    )
    assert config["OPTIONS"]["sslmode"] == "verify-full"


def test_a_socket_directory_may_stand_in_the_query() -> None:
    config = from_url("postgresql://nv@/nhacviec?host=/var/run/postgresql&port=5433")

    assert (config["HOST"], config["PORT"]) == ("/var/run/postgresql", "5433")
    assert "host" not in config["OPTIONS"]


@pytest.mark.parametrize(
    "url",
    ["mysql://nv:secret@db/x", "nhacviec", "postgres://nv:secret@db/", "postgres://nv:secret@db:port/x"],
)
def test_a_wrong_address_is_refused_without_repeating_the_password(url: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        from_url(url)

    assert "DATABASE_URL" in str(refusal.value)
    assert "secret" not in str(refusal.value)


def test_the_pool_size_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NHACVIEC_DB_POOL", "many")

    with pytest.raises(ImproperlyConfigured, match="NHACVIEC_DB_POOL"):
        from_url("postgres://nv@db/nhacviec")
