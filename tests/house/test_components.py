"""The style guide is the list of components: nothing is missing there, nothing is only there."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from portal.pages.guide import samples
from tests.browser import check_page

TEMPLATES: Path = settings.BASE_DIR / "templates"
COMPONENTS = sorted(path.stem for path in (TEMPLATES / "components").glob("*.html"))


@pytest.mark.django_db
def test_style_guide_shows_every_component(page):
    answer = page.get("/style-guide/")
    shown = [
        part.get("data-component") for part in answer.tree.findall(".//section[@data-component]")
    ]
    assert sorted(shown) == COMPONENTS


@pytest.mark.parametrize("name", COMPONENTS)
def test_component_names_its_inputs(name):
    text = (TEMPLATES / "components" / f"{name}.html").read_text()
    comment = re.match(r"\{% comment %\}\n(.+?)\{% endcomment %\}", text, re.DOTALL)
    assert comment, f"{name}.html does not begin with a comment that names its inputs"
    for _state, inputs in dict(samples())[name]:
        for key in inputs:
            assert re.search(rf"\b{key}\b", comment[1]), f"{name}.html: input {key} is not named"


@pytest.mark.parametrize(
    "look", [{}, {"width": 360}, {"dark": True}, {"javascript": False}], ids=str
)
def test_style_guide_in_a_browser(new_visitor, look):
    visitor = new_visitor(**look)
    visitor.goto("/style-guide/")
    check_page(visitor)


def test_high_contrast_and_largest_text_in_a_browser(new_visitor):
    visitor = new_visitor(width=360)
    visitor.goto("/style-guide/")
    for name in ("Tương phản cao", *["Chữ to hơn"] * 3):
        with visitor.expect_response("**/hien-thi/"):
            visitor.get_by_role("button", name=name).click()
    assert visitor.locator("html").get_attribute("data-size") == "3"
    visitor.reload()
    assert visitor.locator("html").get_attribute("data-size") == "3"
    assert visitor.locator("html").get_attribute("data-contrast") == "more"
    check_page(visitor)
