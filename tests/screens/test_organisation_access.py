"""Who may open the pages about the organisation, URL by URL and role by role."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast

ADMIN_PAGES = [
    "units.index", "units.create", "units.show", "units.edit", "units.close", "people.index", "people.create",
    "people.show", "people.edit", "people.deactivate", "people.password", "posts.give", "posts.end",
    "permissions.index", "work_fields.index", "work_fields.create",
]  # fmt: skip
OTHERS = [
    "clerk", "specialist", "head", "office_leader", "chair", "focal", "officer", "director", "inspector",
]  # fmt: skip


def address(name: str, cast: Cast) -> str:
    ids = {
        "units": [cast.finance.pk],
        "people": [cast.focal.pk],
        "posts.give": [cast.focal.pk],
        "posts.end": [cast.focal.posts.get().pk],
    }
    plain = name.endswith((".index", ".create"))
    return reverse(name, args=[] if plain else ids.get(name) or ids[name.split(".")[0]])


@pytest.mark.parametrize("name", ADMIN_PAGES)
def test_only_the_administrator_opens_it(name: str, cast: Cast, client: Client) -> None:
    client.force_login(cast.admin)
    assert client.get(address(name, cast)).status_code == 200
    for who in OTHERS:
        client.force_login(getattr(cast, who))
        assert client.get(address(name, cast)).status_code == 403, who
        assert client.post(address(name, cast)).status_code == 403, who


@pytest.mark.parametrize(
    "path", ["/don-vi/999999/", "/don-vi/999999/sua/", "/don-vi/999999/ket-thuc/", "/can-bo/999999/",
             "/can-bo/999999/sua/", "/can-bo/999999/khoa/", "/can-bo/999999/chuc-vu/",
             "/chuc-vu/999999/thoi-giu/", "/lam-thay/999999/cu/", "/lam-thay/999999/ket-thuc/",
             "/linh-vuc/999999/"],
)  # fmt: skip
def test_what_does_not_exist_is_not_found(path: str, cast: Cast, client: Client) -> None:
    client.force_login(cast.admin)
    assert client.get(path).status_code == 404


def test_everybody_with_a_post_names_a_substitute_for_his_own_posts_only(cast: Cast, client: Client) -> None:
    own, other = cast.focal.posts.get().pk, cast.director.posts.get().pk
    client.force_login(cast.focal)
    assert client.get(reverse("substitutions.index")).status_code == 200
    assert client.get(reverse("substitutions.create", args=[own])).status_code == 200
    assert client.get(reverse("substitutions.create", args=[other])).status_code == 404
    assert client.get(reverse("substitutions.end", args=[other])).status_code == 404
