"""Generation 1: one address, the service named in the body, errors by number in the answer."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from portal.integrations.client import Answer, call
from portal.integrations.errors import Never, Retry
from portal.integrations.national.facts import DossierFacts, Satisfaction, Step
from portal.integrations.national.gen1 import codes, messages
from portal.integrations.national.port import NAME
from portal.integrations.selectors import settings_of
from portal.integrations.tokens import Tokens

STEPS_AT_ONCE = 10
SESSION_LIFE = timedelta(minutes=20)
LOGIN, SERVICES = "/mapi/login", "/mapi/g"

Fields = dict[str, Any]


class Generation1:
    """The province makes the codes; files are links that the centre fetches."""

    gives_codes = False
    takes_ratings = True

    def __init__(self) -> None:
        self.sessions = Tokens(f"{NAME}-1", self._sign_in)

    def next_code(self, agency_code: str, about: str) -> str:
        raise Never("generation 1 gives no codes")

    def send(self, facts: DossierFacts, steps: Sequence[Step], *, known: bool, about: str) -> None:
        record = messages.dossier(facts)
        self._put(record, about, known=known)
        for first in range(0, len(steps), STEPS_AT_ONCE):
            some = steps[first : first + STEPS_AT_ONCE]
            data = [messages.step(facts.code, step) for step in some]
            _must_be_good(*self._ask("CapNhatTienDoHoSoMC", {"data": data}, about))
        self._make_sure(facts.code, record["TrangThaiHoSo"], about)

    def rate(self, month: Satisfaction, about: str) -> None:
        data = [messages.satisfaction(month)]
        _must_be_good(*self._ask("DongBoDanhGia", {"data": data}, about))

    def _put(self, record: Fields, about: str, *, known: bool) -> None:
        """As an update of what the centre knows, else as new; it may know more or less than we
        remember.
        """
        said, answer = self._ask("DongBoHoSoMC", _putting(record, known), about)
        if said in codes.KNOWN_ALREADY and not known:
            said, answer = self._ask("DongBoHoSoMC", _putting(record, updating=True), about)
        elif said != codes.GOOD and known:
            again, anew = self._ask("DongBoHoSoMC", _putting(record, updating=False), about)
            said, answer = (said, answer) if again in codes.KNOWN_ALREADY else (again, anew)
        _must_be_good(said, answer)

    def _make_sure(self, code: str, status: str, about: str) -> None:
        """An adapter that says "0" may still have lost the message: look it up."""
        said, answer = self._ask("TraCuuHoSo", {"mahoso": code}, about)
        if said != codes.GOOD or _status_in(answer.json()) != status:
            answer.judge("NOT_KEPT")
            raise Retry("the national portal did not keep the dossier")

    def _ask(self, service: str, fields: Fields, about: str) -> tuple[str, Answer]:
        """The number of the answer. An old session has no number of its own, so that whatever is
        not good is asked again with a new one.
        """
        told = settings_of(NAME)

        def ask(session: str) -> tuple[str, Answer]:
            answer = call(
                NAME,
                "POST",
                told.get("path", SERVICES),
                json={
                    "session": session,
                    "madonvi": told.get("madonvi", ""),
                    "service": service,
                    **fields,
                },
                headers={"dstcode": told.get("dstcode", "")},
                operation=service,
                about=about,
            )
            return _number(answer), answer

        return self.sessions.use(ask, lambda said: not _is_good(said[0]))

    def _sign_in(self) -> tuple[str, timedelta]:
        told = settings_of(NAME)
        answer = call(
            NAME,
            "POST",
            told.get("login_path", LOGIN),
            json={
                "username": told.get("username", ""),
                "password": told.get("password") or told.get("secret", ""),
            },
            headers={"dstcode": told.get("dstcode", "")},
            operation="login",
        )
        token = _object(answer).get("session")
        if _number(answer) != codes.GOOD or not token:
            answer.judge("NO_SESSION")
            raise Retry("the national portal gave no session")
        return str(token), SESSION_LIFE


def _putting(record: Fields, updating: bool) -> Fields:
    return {"isUpdating": str(updating), "data": [record]}


def _object(answer: Answer) -> Fields:
    said = answer.json()
    return said if isinstance(said, dict) else {}


def _number(answer: Answer) -> str:
    return str(_object(answer).get("error_code", f"HTTP {answer.status}"))


def _is_good(said: str) -> bool:
    return said == codes.GOOD or said in codes.KNOWN_ALREADY


def _must_be_good(said: str, answer: Answer) -> None:
    """Only the number is kept: the words beside it may repeat what was sent."""
    if _is_good(said):
        return
    answer.judge(said)
    raise Retry(f"the national portal answered {said[:20]}")


def _status_in(said: Any) -> str:
    """The status of the one dossier that was looked up."""
    found = said.get("result") if isinstance(said, dict) else None
    if isinstance(found, list):
        found = found[0] if found else None
    return str(found.get("TrangThaiHoSo", "")) if isinstance(found, dict) else ""
