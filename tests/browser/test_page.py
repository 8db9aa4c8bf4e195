"""The page in a real browser: access, silence, no request, sorting, filtering, opening evidence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

# WCAG 2.2 AA, and what axe-core calls good practice.
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def _open(browser: Any, path: Path, **context: Any) -> tuple[Any, list[str], list[str]]:
    page = browser.new_context(viewport={"width": 1240, "height": 900}, **context).new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda fault: said.append(str(fault)))
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    return page, said, asked


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("folder", "language"), [("plain", "fr"), ("plain", "en"), ("hostile", "fr")])
def test_axe_finds_nothing(
    browser: Any, reports: dict[str, Path], folder: str, language: str, scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page, _, _ = _open(
        browser, reports[folder] / f"report-{language}.html", color_scheme=scheme, bypass_csp=True
    )
    page.evaluate("for (const box of document.querySelectorAll('details')) box.open = true")
    found = Axe().run(page, options=RULES)
    violations = [
        f"{v['id']}: {v['help']} – {n['target']} {n.get('failureSummary', '')}"
        for v in found.response["violations"]
        for n in v["nodes"][:3]
    ]
    page.context.close()
    assert violations == []


@pytest.mark.parametrize("folder", ["plain", "hostile"])
def test_silent_and_without_network(browser: Any, reports: dict[str, Path], folder: str) -> None:
    path = reports[folder] / "report-fr.html"
    page, said, asked = _open(browser, path)
    page.wait_for_timeout(200)
    page.context.close()
    assert said == []
    assert asked == [path.as_uri()]


def test_sorting_tells_its_direction_and_keeps_missing_last(browser: Any, reports: dict[str, Path]) -> None:
    page, _, _ = _open(browser, reports["plain"] / "report-en.html")
    head = page.locator("#documents th", has_text="Words")
    column = "#documents tbody tr td:nth-child(6)"
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    rising = [int(t.replace(",", "")) for t in page.locator(column).all_inner_texts()]
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    falling = [int(t.replace(",", "")) for t in page.locator(column).all_inner_texts()]
    page.context.close()
    assert rising == sorted(rising)
    assert falling == rising[::-1]


def test_a_number_opens_its_evidence(browser: Any, reports: dict[str, Path]) -> None:
    page, said, _ = _open(browser, reports["plain"] / "report-en.html")
    link = page.locator("#naming-of-iran td a").first
    target = link.get_attribute("href").removeprefix("#")
    assert not page.locator(f"[id='{target}']").is_visible()
    link.click()
    page.wait_for_timeout(100)
    visible = page.locator(f"[id='{target}']").is_visible()
    page.context.close()
    assert visible
    assert said == []


def test_a_total_marks_every_part_that_it_sums(browser: Any, reports: dict[str, Path]) -> None:
    page, said, _ = _open(browser, reports["plain"] / "report-en.html")
    total = page.locator("#naming-of-iran tfoot a").first
    n = int(total.inner_text())
    assert "--" in total.get_attribute("href")
    total.click()
    page.wait_for_timeout(100)
    rows = page.locator("tbody.hit tr:not(.part) td:nth-child(4)").all_inner_texts()
    page.context.close()
    assert n > 1
    assert sum(map(int, rows)) == n
    assert said == []


def test_filter_leaves_matching_rows(browser: Any, reports: dict[str, Path]) -> None:
    page, _, _ = _open(browser, reports["plain"] / "report-fr.html")
    page.evaluate("for (const box of document.querySelectorAll('details')) box.open = true")
    page.locator(".filter input").first.fill("zzzz")
    table = page.locator(".filter + .scroll").first
    shown = table.locator("tbody tr:not(.part):visible").count()
    page.context.close()
    assert shown == 0


def test_complete_with_scripts_off_and_reachable_by_keyboard(browser: Any, reports: dict[str, Path]) -> None:
    page, said, _ = _open(browser, reports["plain"] / "report-fr.html", java_script_enabled=False)
    assert page.locator(".finding").count() >= 3
    assert page.locator("figure svg").first.is_visible()
    page.keyboard.press("Tab")
    assert page.locator(".skip:focus").count() == 1
    page.context.close()
    assert said == []


def test_numbers_in_tables_are_large_enough_to_hit(browser: Any, reports: dict[str, Path]) -> None:
    page, _, _ = _open(browser, reports["plain"] / "report-en.html")
    boxes = [link.bounding_box() for link in page.locator("td a:visible").all()]
    page.context.close()
    assert boxes
    assert all(box["width"] >= 24 and box["height"] >= 24 for box in boxes)


def test_no_sideways_scrolling_on_a_phone(browser: Any, reports: dict[str, Path]) -> None:
    page, _, _ = _open(browser, reports["hostile"] / "report-fr.html")
    page.set_viewport_size({"width": 360, "height": 740})
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.context.close()
    assert wide <= 360
