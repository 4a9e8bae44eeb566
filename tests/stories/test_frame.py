"""The frame around every page, on a desk and in a hand."""

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.stories.browser import axe_violations, scrolls_sideways, sign_in


@pytest.mark.parametrize("device", ["page", "phone"])
def test_home_fits_and_has_no_barriers(device: str, request: pytest.FixtureRequest, cast: Cast) -> None:
    window: Page = request.getfixturevalue(device)
    sign_in(window, cast.focal)
    window.goto("/")
    expect(window.get_by_role("heading", level=1)).to_be_visible()
    assert not scrolls_sideways(window)
    assert axe_violations(window) == []
