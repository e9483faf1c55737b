"""Generation 2: a token by client credentials, one address a service, errors by HTTP status."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from portal.integrations.client import Answer, call
from portal.integrations.errors import Never, Retry
from portal.integrations.national.facts import DossierFacts, FileSource, Satisfaction, Step
from portal.integrations.national.gen2 import messages
from portal.integrations.national.port import NAME
from portal.integrations.national.words import moment
from portal.integrations.selectors import settings_of
from portal.integrations.tokens import Tokens
from portal.integrations.troubles import Trouble
from portal.kernel.text import fold

KNOWN_ALREADY = "da ton tai"
UNAUTHORISED = 401

Fields = dict[str, Any]


class Generation2:
    """The centre makes the codes and takes the files themselves."""

    gives_codes = True
    takes_ratings = False

    def __init__(self) -> None:
        self.tokens = Tokens(f"{NAME}-2", self._sign_in)

    def next_code(self, agency_code: str, about: str) -> str:
        answer = self._ask("GetNextValue", {"MaDonVi": agency_code}, about)
        code = _told(answer, "MaHoSo")
        if not code:
            answer.judge("NO_CODE")
            raise Retry("the national portal gave no code")
        return code

    def send(self, facts: DossierFacts, steps: Sequence[Step], *, known: bool, about: str) -> None:
        if not known:
            files = {paper.key: self._upload(paper.file, about) for paper in facts.papers}
            self._ask("CreateDossier", messages.new_dossier(facts, files), about)
        for step in steps:
            self._ask("CapNhatTienTrinh", messages.step(facts.code, step), about)
        self._ask("CapNhatTrangThai", messages.status(facts, moment(_last(facts, steps))), about)

    def rate(self, month: Satisfaction, about: str) -> None:
        raise Never("generation 2 takes no ratings")

    def _upload(self, source: FileSource, about: str) -> Fields:
        """`IdTepTin` and `HashTepTin`; a hash that is not ours: the file changed on its way."""
        part = (source.name, source.content(), source.content_type)
        answer = self._call("UploadFile", about, files={"file": part})
        sent = {name: _told(answer, name) for name in ("IdTepTin", "HashTepTin")}
        if not sent["IdTepTin"] or sent["HashTepTin"].lower() != source.sha256:
            answer.judge("FILE_CHANGED")
            raise Retry("a file arrived changed at the national portal")
        return sent

    def _ask(self, service: str, fields: Fields, about: str) -> Answer:
        answer = self._call(service, about, json=fields)
        if answer.is_ok or KNOWN_ALREADY in fold(_told(answer, "message")):
            return answer
        answer.judge(f"HTTP {answer.status}")
        raise Never(f"{service}: the national portal answered {answer.status}")

    def _call(self, service: str, about: str, **body: Any) -> Answer:
        """One call. Raises `Retry` when even a new token is refused."""
        path = "/" + settings_of(NAME).get(service.lower(), service)

        def ask(token: str) -> Answer:
            return _post(path, token, service, about, body)

        answer = self.tokens.use(ask, _is_refused)
        if not _is_refused(answer):
            return answer
        answer.judge(Trouble.REJECTS_US)
        raise Retry(f"{Trouble.REJECTS_US} {answer.status}")

    def _sign_in(self) -> tuple[str, timedelta]:
        told = settings_of(NAME)
        answer = call(
            NAME,
            "POST",
            "/" + told.get("gettoken", "GetToken"),
            data={
                "grant_type": "client_credentials",
                "client_id": told.get("client_id", ""),
                "client_secret": told.get("client_secret") or told.get("secret", ""),
            },
            operation="GetToken",
        )
        token = _told(answer, "access_token")
        if not (answer.is_ok and token):
            answer.judge("NO_TOKEN")
            raise Retry("the national portal gave no token")
        life = timedelta(seconds=int(_told(answer, "expires_in") or 300))
        return token, life


def _post(path: str, token: str, service: str, about: str, body: Fields) -> Answer:
    headers = {"Authorization": f"Bearer {token}"}
    return call(NAME, "POST", path, headers=headers, operation=service, about=about, **body)


def _is_refused(answer: Answer) -> bool:
    return answer.status == UNAUTHORISED


def _told(answer: Answer, name: str) -> str:
    said = answer.json()
    value = said.get(name) if isinstance(said, dict) else None
    return "" if value is None else str(value)


def _last(facts: DossierFacts, steps: Sequence[Step]) -> Any:
    return steps[-1].at if steps else facts.accepted_at or facts.filed_at
