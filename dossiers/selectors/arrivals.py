"""What a dossier from another portal names, found in our catalogue; what does not fit, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from dossiers.selectors.filing import online_channel, online_offerings
from portal.agencies.models import Agency
from portal.agencies.selectors import NoCode, agency_by_code, code_of
from portal.integrations.national.incoming import IncomingDossier, is_fetchable
from portal.kernel.codes import CodeError, check_identity_number
from procedures.models import Case, Channel, Offering, Paper, Procedure, Revision
from procedures.models.choices import PaperKind
from procedures.selectors import papers_of, published

Errors = dict[str, str]
SHOWN = 20


@dataclass(frozen=True)
class Destination:
    """Where the dossier goes here, and the paper of each of its files by the file's key."""

    revision: Revision
    channel: Channel
    case: Case | None
    offering: Offering
    papers: dict[str, Paper]


def destination(incoming: IncomingDossier, on: date) -> tuple[Destination | None, Errors]:
    """The destination on the local day `on`, or by field what is wrong and how to mend it."""
    errors = _person(incoming)
    procedure = Procedure.objects.filter(code=incoming.procedure, internal=False).first()
    revision = published(incoming.procedure) if procedure else None
    if procedure is None or revision is None:
        errors["procedure"] = _(
            "No procedure with this code is in force here. "
            "The list is at /api/v1/procedures; check the code, without a local suffix."
        )
        return None, errors
    case = _case(revision, incoming, errors)
    channel = online_channel(revision, case)
    if channel is None and "case" not in errors:
        errors["procedure"] = _("This procedure is not taken online. Send the person to a desk.")
    offering = _offering(procedure, incoming, on, errors)
    papers = _papers(revision, case, incoming, errors)
    if errors or channel is None or offering is None:
        return None, errors
    return Destination(revision, channel, case, offering, papers), {}


def _person(incoming: IncomingDossier) -> Errors:
    errors = {}
    try:
        check_identity_number(incoming.number)
    except CodeError as wrong:
        errors["number"] = _(str(wrong))
    if incoming.organisation and not incoming.tax_number:
        errors["tax_number"] = _("An organisation comes with its tax number.")
    return errors


def _case(revision: Revision, incoming: IncomingDossier, errors: Errors) -> Case | None:
    """The case named; none named is right where there is none to choose, or only one."""
    cases = list(revision.cases.order_by("order", "id"))
    if not incoming.case:
        common = online_channel(revision, None)
        if common is not None or len(cases) < 2:
            return cases[0] if len(cases) == 1 else None
    found = next((case for case in cases if case.key == incoming.case), None)
    if found is None:
        keys = ", ".join(case.key for case in cases[:SHOWN])
        errors["case"] = _("Name the case by its key: %(keys)s.") % {"keys": keys or "–"}
    return found


def _offering(
    procedure: Procedure, incoming: IncomingDossier, on: date, errors: Errors
) -> Offering | None:
    agency = agency_by_code(incoming.agency, on)
    offerings = list(online_offerings(procedure, on))
    found = next((row for row in offerings if agency and row.agency_id == agency.pk), None)
    if found is None:
        codes = ", ".join(filter(None, (_code(row.agency, on) for row in offerings[:SHOWN])))
        errors["agency"] = _(
            "This agency does not take the procedure online. These do: %(codes)s."
        ) % {"codes": codes or "–"}
    return found


def _papers(
    revision: Revision, case: Case | None, incoming: IncomingDossier, errors: Errors
) -> dict[str, Paper]:
    """The paper of each file, by the national code or by our key."""
    asked = [paper for paper in papers_of(revision, case) if paper.kind == PaperKind.HAND_IN]
    known = {name: paper for paper in asked for name in (paper.key, paper.code) if name}
    if len({file.key for file in incoming.files}) < len(incoming.files):
        errors["files"] = _("Each file needs an id of its own.")
    for number, file in enumerate(incoming.files):
        if file.paper not in known:
            names = _names(asked)
            errors[f"files.{number}.paper"] = _(
                "The procedure asks for no such paper. It asks for: %(names)s."
            ) % {"names": names}
        if not is_fetchable(file.address):
            errors[f"files.{number}.address"] = _(
                "Files are fetched only from the address agreed with the partner."
            )
    return {file.key: known[file.paper] for file in incoming.files if file.paper in known}


def _names(papers: Sequence[Paper]) -> str:
    return ", ".join(paper.code or paper.key for paper in papers[:SHOWN]) or "–"


def _code(agency: Agency, on: date) -> str:
    try:
        return code_of(agency, on)
    except NoCode:
        return ""
