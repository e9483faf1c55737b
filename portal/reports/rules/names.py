"""Every figure the portal keeps: what it counts, in which unit, and what its detail says."""

from dataclasses import dataclass
from enum import StrEnum


class Name(StrEnum):
    RECEIVED = "received"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    ASKED = "asked"
    ASKED_THOUGH_HELD = "asked_though_held"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    GIVEN_BACK = "given_back"
    UNCLAIMED = "unclaimed"
    IN_PROCESS = "in_process"
    DONE = "done"
    ON_TIME = "on_time"
    LATE = "late"
    SETTLED = "settled"
    OVERDUE = "overdue"
    REOPENED = "reopened"
    CONTACTS = "contacts"
    WORKED = "worked"
    PAPER_CHECKED = "paper_checked"
    PAPER_RETURNED = "paper_returned"
    SATISFACTION = "satisfaction"
    APOLOGISED = "apologised"
    BREACHED = "breached"
    EXPLAINED = "explained"


@dataclass(frozen=True, slots=True)
class Meaning:
    """`detail` names what divides the figure, parts of it separated by `/`; empty: undivided.

    `level` marks a figure that rises and falls; its sum from the beginning is what it stands at.
    """

    text: str
    unit: str = "dossiers"
    detail: str = ""
    level: bool = False


MEANINGS: dict[Name, Meaning] = {
    Name.RECEIVED: Meaning("confirmed by the system on arrival", detail="channel"),
    Name.ACCEPTED: Meaning("accepted at the desk", detail="channel"),
    Name.REFUSED: Meaning("not accepted", detail="channel"),
    Name.ASKED: Meaning("requests to complete a dossier", "requests", "phase"),
    Name.ASKED_THOUGH_HELD: Meaning(
        "papers asked for although the portal held them", "papers", "reason"
    ),
    Name.WITHDRAWN: Meaning("withdrawn by the applicant", detail="channel"),
    Name.STOPPED: Meaning("stopped without a result", detail="channel"),
    Name.GIVEN_BACK: Meaning("given back because what was asked for never came", detail="channel"),
    Name.REOPENED: Meaning("taken up again to correct a mistake of the agency", detail="channel"),
    Name.UNCLAIMED: Meaning("whose result nobody fetched in time", detail="channel"),
    Name.IN_PROCESS: Meaning("accepted and not ended", level=True),
    Name.DONE: Meaning("decided, the result signed", detail="channel"),
    Name.ON_TIME: Meaning(
        "done by the date of the law, or by a new date given before it", detail="channel"
    ),
    Name.LATE: Meaning("done after that date", detail="channel"),
    Name.SETTLED: Meaning(
        "accepted and ended, each once, with its first ending", detail="punctuality/ending"
    ),
    Name.OVERDUE: Meaning("accepted, not ended and past the date that binds", level=True),
    Name.REOPENED: Meaning("taken up again after their ending", detail="channel"),
    Name.CONTACTS: Meaning(
        "settled after the applicant was called upon so many times to complete them, without "
        "having caused it alone",
        detail="calls, two for more",
    ),
    Name.WORKED: Meaning(
        "done after so many working days from acceptance, without the days that waited for the "
        "applicant",
        detail="case/channel/working days",
    ),
    Name.PAPER_CHECKED: Meaning("in which an official looked for the paper", detail="paper"),
    Name.PAPER_RETURNED: Meaning(
        "in which the paper was asked for again, the first time", detail="paper/fault"
    ),
    Name.SATISFACTION: Meaning("grades given by applicants", "grades", "item/grade"),
    Name.APOLOGISED: Meaning(
        "for which the agency apologised and gave a new date", detail="channel"
    ),
    Name.BREACHED: Meaning("handled against a rule, each rule once", detail="kind of breach"),
    Name.EXPLAINED: Meaning(
        "complaints about the handling that were answered", "complaints", "finding/punctuality"
    ),
}
