"""Boundaries in a real browser: saved in silence, and simply not there for either."""

from playwright.sync_api import expect

from e2e.conftest import Guests
from e2e.test_access import faults


def test_what_ben_leaves_out_is_not_there_for_ada(guests: Guests) -> None:
    ada, ben = guests.pair()
    ada.page.goto("/practise")
    ada.see("Holding hands")
    ben.page.goto("/me")
    ben.page.get_by_role("link", name="Boundaries and openness").click()
    ben.page.locator(".leave label", has_text="Money").click()
    ben.page.locator("[name=gate][value=touch]").check()
    ben.page.get_by_text("Or single ones").click()
    ben.page.locator("[name=practice][value=date-planning]").check()
    ben.page.get_by_label("Leave me in peace at these hours").check()
    ben.page.locator("#quiet-start").select_option("3")
    ben.page.locator("#quiet-end").select_option("4")
    ben.button("Save").click()
    ben.see("Saved. Nobody is told.")
    ben.page.reload()
    expect(ben.page.locator("[name=theme][value=money]")).to_be_checked()
    expect(ben.page.locator("[name=gate][value=touch]")).to_be_checked()
    expect(ben.page.locator("#quiet-start")).to_have_value("3")

    ada.page.goto("/practise")
    ada.page.locator(".practice-card").first.wait_for()
    shelf = ada.page.inner_text("main")
    assert "Holding hands" not in shelf
    assert "more go deeper" not in shelf
    gone = ada.page.request.get("/practise/holding-hands")
    never = ada.page.request.get("/practise/no-such-thing")
    assert gone.status == never.status == 404
    assert gone.body() == never.body()
    ada.page.goto("/me/boundaries")
    expect(ada.page.locator("[name=theme]:checked, [name=gate]:checked")).to_have_count(0)

    found = faults(ben, "/me/boundaries")
    ben.page.set_viewport_size({"width": 320, "height": 800})
    assert not [*found, *faults(ben, "/me/boundaries")]
