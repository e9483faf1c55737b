"""What the benchmark opens: as a visitor, as an official, as a citizen who sends dossiers."""

import http.client
import threading
import time
from urllib.parse import urlencode, urlsplit

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from dossiers.models import Draft, DraftPaper  # noqa: E402
from dossiers.selectors.drafts import asked_papers  # noqa: E402
from portal.accounts.models import User  # noqa: E402
from portal.accounts.second_factor import SET_UP_IN_THIS_SESSION  # noqa: E402
from portal.documents.services import store_upload  # noqa: E402
from portal.documents.workflow import Purpose  # noqa: E402
from procedures.models import Procedure  # noqa: E402
from procedures.selectors import open_offerings  # noqa: E402
from tests.bench.load import Figures, percentile  # noqa: E402
from tests.documents.samples import picture  # noqa: E402

PROCEDURE = "2.000635"
SEARCHES = {
    "common words": "cấp giấy phép",
    "rare words": "giấy độc thân",
    "a code": "1.001193",
    "nothing": "phù thủy cưỡi chổi",
}
TOKEN = "b" * 32


def pages(base: str) -> dict[str, tuple[str, dict[str, str]]]:
    officer = User.objects.filter(is_staff=True, tenures__post__roles__contains=["OFFICER"]).first()
    search, listed = base + reverse("search:search"), base + reverse("procedures:list")
    asked = {name: f"{search}?{urlencode({'q': words})}" for name, words in SEARCHES.items()}
    typed = f"{base}{reverse('search:suggestions')}?{urlencode({'q': 'giấy khai s'})}"
    return {
        "home": (f"{base}/", {}),
        "procedure": (base + reverse("procedures:detail", args=["1.001193"]), {}),
        "catalogue": (listed, {}),
        "narrowed": (f"{listed}?{urlencode({'extent': 'FULL', 'letter': 'Đ'})}", {}),
        **{name: (address, {}) for name, address in asked.items()},
        "suggestions": (typed, {"Accept": "application/json"}),
        "work list": (base + reverse("desk:list"), _cookies(officer)),
    }


def submissions(base: str, clients: int, count: int) -> Figures:
    """Send `count` complete drafts from `clients` citizens at once; times of the POST alone."""
    citizen = User.objects.filter(is_staff=False, email="citizen@minhha.example").get()
    drafts = [_draft(citizen) for _number in range(count)]
    headers = _cookies(citizen) | {"Content-Type": "application/x-www-form-urlencoded"}
    body = urlencode({"csrfmiddlewaretoken": TOKEN, "action": "send"})
    times: list[float] = []
    began = time.perf_counter()
    threads = [
        threading.Thread(target=_send, args=(base, drafts[at::clients], headers, body, times))
        for at in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - began
    times.sort()
    return Figures(len(times) / seconds, percentile(times, 0.5), percentile(times, 0.95))


def _send(base, drafts, headers, body, times) -> None:
    parts = urlsplit(base)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
    for draft in drafts:
        began = time.perf_counter()
        address = reverse("dossiers:draft_check", args=[draft.public_id])
        connection.request("POST", address, body, headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 302 or "da-nhan" not in answer.getheader("Location", ""):
            raise RuntimeError(f"{answer.status} {answer.getheader('Location')}")
        times.append(time.perf_counter() - began)


def _draft(citizen: User) -> Draft:
    revision = Procedure.objects.get(code=PROCEDURE).current
    offering = open_offerings(timezone.localdate()).filter(procedure=revision.procedure).first()
    draft = Draft.objects.create(
        owner=citizen,
        revision=revision,
        channel=revision.channels.get(kind="ONLINE"),
        agency=offering.agency,
        desk=offering.desk,
    )
    for paper in asked_papers(draft):
        upload = SimpleUploadedFile("anh.jpg", picture(), "image/jpeg")
        file = store_upload(upload, citizen, Purpose.DOSSIER_PAPER)
        DraftPaper.objects.create(draft=draft, paper=paper, file=file)
    return draft


def _cookies(user: User) -> dict[str, str]:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session[SET_UP_IN_THIS_SESSION] = user.pk
    session.create()
    cookies = f"{settings.SESSION_COOKIE_NAME}={session.session_key}; csrftoken={TOKEN}"
    return {"Cookie": cookies}
