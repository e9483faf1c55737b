"""The client of every view test: a page that it opens must be a good page.

It refuses invalid HTML, unlabelled fields, inline code, writes on a GET and more; what exactly
stands in `FAULTS`, one function a fault. Pages come back as Django gives them, with `.tree`, the
parsed document, and `.text_of(path)` added for tests.
"""

import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any
from unicodedata import is_normalized
from xml.etree.ElementTree import Element

import html5lib
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404

QUERY_COUNTS = Path(__file__).with_name("query_counts.json")
RECORD = "RECORD_QUERIES"

# Posts that change nothing but a cookie of the reader's own browser need no token.
HARMLESS_POSTS = re.compile(r"(/en)?/hien-thi/$")
# What a GET may write: the session, that somebody looked or read, and that he looked in vain.
WRITTEN_BY_READING = (
    *("django_session", "audit_accessentry", "dossiers_look", "dossiers_messageread"),
    "search_miss",
)
WRITE = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM|MERGE INTO|TRUNCATE)\s+"?(\w+)', re.I)
LOCK = re.compile(r"\bFOR (?:NO KEY )?UPDATE\b", re.I)
DATA_SCRIPTS = ("application/json", "application/ld+json")
NAMELESS = ("hidden", "submit", "button", "reset", "image")


class BadPage(AssertionError):
    """A page that must not reach a person; the message lists every fault found."""


class WriteOnRead(AssertionError):
    """A GET changed the database."""


class PageClient(Client):
    """Django's test client that examines every page it opens."""

    may_write = False

    def request(self, **request: Any) -> HttpResponse:
        reads = request.get("REQUEST_METHOD", "GET") in ("GET", "HEAD") and not self.may_write
        with connection.execute_wrapper(_refuse_writes) if reads else nullcontext():
            response = super().request(**request)
        if _is_page(response):
            response.tree = examine(response, fragment="HTTP_HX_REQUEST" in request)
            response.text_of = lambda path: words(response.tree.find(path))
        return response

    @contextmanager
    def writing(self) -> Iterator[None]:
        """For the few addresses that partners call by GET and that must write."""
        self.may_write = True
        try:
            yield
        finally:
            self.may_write = False

    def get_counted(self, path: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """GET a list page and hold it to its recorded number of queries."""
        with CaptureQueriesContext(connection) as queries:
            response = self.get(path, *args, **kwargs)
        hold_to_record(response.resolver_match.view_name, len(queries), queries.captured_queries)
        return response


def _refuse_writes(execute: Callable, sql: str, params: Any, many: bool, context: dict) -> Any:
    written = WRITE.match(sql)
    if (written and written[1] not in WRITTEN_BY_READING) or LOCK.search(sql):
        raise WriteOnRead(f"a GET must only read, but ran: {sql[:200]}")
    return execute(sql, params, many, context)


def hold_to_record(view: str, count: int, queries: list[dict]) -> None:
    """Fail when a page asks the database more often than it did when it was recorded."""
    counts = json.loads(QUERY_COUNTS.read_text()) if QUERY_COUNTS.exists() else {}
    if os.environ.get(RECORD):
        counts[view] = count
        QUERY_COUNTS.write_text(json.dumps(counts, indent=2, sort_keys=True) + "\n")
        return
    if count > counts.get(view, -1):
        asked = "\n".join(query["sql"][:160] for query in queries)
        raise AssertionError(
            f"{view} made {count} queries, recorded are {counts.get(view, 'none')}. If that is "
            f"right, run once with {RECORD}=1 and review tests/query_counts.json.\n{asked}"
        )


def _is_page(response: HttpResponse) -> bool:
    kind = response.headers.get("Content-Type", "")
    return kind.startswith("text/html") and not response.streaming and bool(response.content)


def examine(response: HttpResponse, *, fragment: bool = False) -> Element:
    """The page as a tree; raises BadPage with everything that is wrong with it."""
    html = response.content.decode()
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parseFragment(html) if fragment else parser.parse(html)
    faults = [
        f"line {at[0]}: {html5lib.constants.E[code] % names}" for at, code, names in parser.errors
    ]
    whole = () if fragment or _belongs_to_django(response) else WHOLE_PAGE
    for fault in (*FAULTS, *whole):
        faults += fault(tree)
    if not is_normalized("NFC", html):
        faults.append("the text is not in Unicode NFC")
    if faults:
        where = getattr(response, "request", {}).get("PATH_INFO", "")
        raise BadPage(f"{where} ({response.status_code}):\n  " + "\n  ".join(faults))
    return tree


def _belongs_to_django(response: HttpResponse) -> bool:
    """Pages of Django's admin keep its own headings."""
    try:
        return "admin" in response.resolver_match.app_names
    except (AttributeError, Resolver404):
        return False


def words(element: Element | None) -> str:
    """The text of an element, spaces folded."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _show(element: Element) -> str:
    marks = "".join(f' {name}="{value}"' for name, value in list(element.attrib.items())[:4])
    return f"<{element.tag}{marks}>"


def _elements(tree: Element) -> Iterator[Element]:
    return (element for element in tree.iter() if isinstance(element.tag, str))


def repeated_ids(tree: Element) -> list[str]:
    ids = [element.get("id") for element in _elements(tree) if element.get("id")]
    return [
        f"id “{name}” stands {ids.count(name)} times"
        for name in sorted(set(ids))
        if ids.count(name) > 1
    ]


def dangling_references(tree: Element) -> list[str]:
    """Labels, descriptions and in-page links that lead nowhere."""
    ids = {element.get("id") for element in _elements(tree)}
    faults = []
    for element in _elements(tree):
        for name in (
            "for",
            "aria-describedby",
            "aria-labelledby",
            "aria-controls",
            "popovertarget",
        ):
            lost = [target for target in (element.get(name) or "").split() if target not in ids]
            faults += [f"{_show(element)}: {name} leads nowhere ({target})" for target in lost]
        link = element.get("href") or ""
        if element.tag == "a" and link.startswith("#") and link[1:] not in ids:
            faults.append(f"{_show(element)} leads nowhere")
    return faults


def unlabelled_fields(tree: Element) -> list[str]:
    labelled = {element.get("for") for element in tree.iter("label")}
    wrapped = {field for label in tree.iter("label") for field in label.iter()}
    faults = []
    for field in _elements(tree):
        if field.tag not in ("input", "select", "textarea") or field.get("type") in NAMELESS:
            continue
        named = field.get("aria-label") or field.get("aria-labelledby")
        if not named and field not in wrapped and field.get("id") not in labelled:
            faults.append(f"{_show(field)} has no label")
    return faults


def nameless_controls(tree: Element) -> list[str]:
    """Links and buttons that a screen reader could not announce."""
    faults = []
    for element in _elements(tree):
        if element.tag not in ("a", "button") or (element.tag == "a" and not element.get("href")):
            continue
        pictures = any(image.get("alt") for image in element.iter("img"))
        if not (words(element) or element.get("aria-label") or pictures):
            faults.append(f"{_show(element)} has no name")
    return faults


def pictures_without_text(tree: Element) -> list[str]:
    return [f"{_show(image)} has no alt" for image in tree.iter("img") if image.get("alt") is None]


def forms_that_cannot_be_sent(tree: Element) -> list[str]:
    faults = []
    for form in tree.iter("form"):
        if form.get("method", "get").lower() != "post":
            continue
        action = form.get("action")
        if not action:
            faults.append(f"{_show(form)} has no action")
        elif not HARMLESS_POSTS.match(action) and not _has_token(form):
            faults.append(f"{_show(form)} has no csrf token")
    return faults


def _has_token(form: Element) -> bool:
    return any(field.get("name") == "csrfmiddlewaretoken" for field in form.iter("input"))


def inline_code(tree: Element) -> list[str]:
    faults = []
    for element in _elements(tree):
        script = element.tag == "script" and not element.get("src")
        if element.tag == "style" or (script and element.get("type") not in DATA_SCRIPTS):
            faults.append(f"{_show(element)} is inline")
        if element.get("style") is not None or any(
            name.startswith("on") for name in element.attrib
        ):
            faults.append(f"{_show(element)} carries code or style")
        if (element.get("href") or "").lower().startswith("javascript:"):
            faults.append(f"{_show(element)} runs code")
    return faults


def language(tree: Element) -> list[str]:
    return [] if tree.get("lang") else ["the page does not say its language"]


def landmarks(tree: Element) -> list[str]:
    mains = len(list(tree.iter("main")))
    return [] if mains == 1 else [f"{mains} main elements instead of one"]


def heading_and_title(tree: Element) -> list[str]:
    headings = [words(heading) for heading in tree.iter("h1")]
    if len(headings) != 1:
        return [f"{len(headings)} h1 instead of one"]
    title = words(tree.find("head/title"))
    if not headings[0] or not title.startswith(headings[0]):
        return [f"the title “{title}” does not begin with the heading “{headings[0]}”"]
    return []


def skipped_headings(tree: Element) -> list[str]:
    """A level is never jumped on the way down."""
    main = tree.find("body/main")
    levels = [
        int(e.tag[1])
        for e in (main.iter() if main is not None else ())
        if re.fullmatch("h[1-6]", str(e.tag))
    ]
    return [
        f"h{before} is followed by h{after}"
        for before, after in zip(levels, levels[1:], strict=False)
        if after > before + 1
    ]


FAULTS = (
    repeated_ids,
    dangling_references,
    unlabelled_fields,
    nameless_controls,
    pictures_without_text,
    forms_that_cannot_be_sent,
    inline_code,
)
WHOLE_PAGE = (language, landmarks, heading_and_title, skipped_headings)
