"""Where a dossier stands: each state with its national status and its words for each reader."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dossiers.workflow.national import National
from dossiers.workflow.parties import Party


class State(StrEnum):
    SUBMITTED = "SUBMITTED"
    ASKED_AT_DESK = "ASKED_AT_DESK"
    REFUSED = "REFUSED"
    ACCEPTED = "ACCEPTED"
    PROCESSING = "PROCESSING"
    ASKED_IN_APPRAISAL = "ASKED_IN_APPRAISAL"
    PAYMENT_ASKED = "PAYMENT_ASKED"
    PROPOSED = "PROPOSED"
    HELD = "HELD"
    SIGNING = "SIGNING"
    DONE = "DONE"
    UNCLAIMED = "UNCLAIMED"
    POSTED = "POSTED"
    RETURNED = "RETURNED"
    WITHDRAWN = "WITHDRAWN"
    STOPPED = "STOPPED"
    GIVEN_BACK = "GIVEN_BACK"


@dataclass(frozen=True)
class StateRow:
    """One state: the national status it is sent as, and its words for each reader.

    `completion` is the share of the way done in percent, the only thing besides the code that a
    stranger is told. `turn` is whose move it is.
    """

    national: National
    completion: int
    turn: Party
    label: Promise
    for_owner: Promise
    for_official: Promise
    tone: str = "info"


STATES: dict[State, StateRow] = {
    State.SUBMITTED: StateRow(
        National.REGISTERED,
        10,
        Party.DESK,
        _("Sent, waiting for acceptance"),
        _("An official checks your dossier and answers within the reply time shown here."),
        _(
            "Check the papers, then accept, ask once for what is missing, or refuse with "
            "the reason."
        ),
    ),
    State.ASKED_AT_DESK: StateRow(
        National.PAPERS_ASKED,
        15,
        Party.OWNER,
        _("More papers needed before acceptance"),
        _(
            "Complete the items named below and send them. You do not need to fill in the"
            " rest again."
        ),
        _("Waiting for the applicant. Nothing to do until the answer arrives."),
        "warn",
    ),
    State.REFUSED: StateRow(
        National.NOT_ACCEPTED,
        100,
        Party.OWNER,
        _("Not accepted"),
        _("The reason is in the refusal paper. You may put it right and file again."),
        _("Finished. The refusal paper has been sent."),
        "bad",
    ),
    State.ACCEPTED: StateRow(
        National.ACCEPTED,
        30,
        Party.OFFICER,
        _("Accepted"),
        _("Your dossier has its code and its date of return. The unit in charge takes it up next."),
        _("Claim it or assign it to an official."),
    ),
    State.PROCESSING: StateRow(
        National.IN_PROCESS,
        50,
        Party.OFFICER,
        _("In process"),
        _("The unit in charge is examining your dossier."),
        _("Examine it and propose a decision."),
    ),
    State.ASKED_IN_APPRAISAL: StateRow(
        National.PAPERS_ASKED,
        45,
        Party.OWNER,
        _("More papers needed"),
        _(
            "Complete the items named below and send them. "
            "The time limit is counted anew by the rule of this procedure."
        ),
        _("Waiting for the applicant. The legal clock follows the rule of this procedure."),
        "warn",
    ),
    State.PAYMENT_ASKED: StateRow(
        National.PAYMENT_ASKED,
        40,
        Party.OWNER,
        _("Waiting for your payment"),
        _("Pay what is shown below. The dossier goes on by itself as soon as the money is there."),
        _(
            "Waiting for the applicant to pay. It goes on by itself once paid; you can also go on "
            "without, and collect at hand-over."
        ),
        "warn",
    ),
    State.PROPOSED: StateRow(
        National.IN_PROCESS,
        75,
        Party.LEADER,
        _("Waiting for the decision"),
        _("The examination is finished. A leader of the agency decides next."),
        _("A leader other than the proposer decides or sends it back."),
    ),
    State.HELD: StateRow(
        National.IN_PROCESS,
        80,
        Party.LEADER,
        _("The decision is being completed"),
        _("The examination is finished. You are told as soon as the result is signed."),
        _(
            "Decided and locked. The decision leaves by itself when the hold ends; until then it "
            "can be recalled with a reason."
        ),
    ),
    State.SIGNING: StateRow(
        National.IN_PROCESS,
        90,
        Party.SYSTEM,
        _("Decided, the result is being signed"),
        _("The decision has been made. You are told as soon as the result is signed."),
        _(
            "The portal is making and signing the result. If it fails you see it here and"
            " can try again."
        ),
    ),
    State.DONE: StateRow(
        National.DONE,
        100,
        Party.DESK,
        _("Result ready"),
        _("The result is ready. Collect it at the desk with your receipt."),
        _("Hand out the result and record who received it."),
        "ok",
    ),
    State.UNCLAIMED: StateRow(
        National.DONE,
        100,
        Party.DESK,
        _("Result not fetched"),
        _(
            "Your result is kept for you. Collect it at the desk at any time, or have it sent by "
            "post."
        ),
        _("Kept at the desk. It can still be handed out or posted at any time."),
        "warn",
    ),
    State.POSTED: StateRow(
        National.DONE,
        100,
        Party.SYSTEM,
        _("Result on its way by post"),
        _("The carrier has your result. Where it is stands below."),
        _("With the carrier. If it cannot be delivered, the dossier comes back to this desk."),
        "ok",
    ),
    State.RETURNED: StateRow(
        National.RETURNED,
        100,
        Party.OWNER,
        _("Result handed over"),
        _("You have the result. Tell us how it went."),
        _("Finished."),
        "ok",
    ),
    State.WITHDRAWN: StateRow(
        National.WITHDRAWN,
        100,
        Party.OWNER,
        _("Withdrawn"),
        _("You have withdrawn this dossier. You may file again at any time."),
        _("Finished: withdrawn by the applicant."),
        "bad",
    ),
    State.STOPPED: StateRow(
        National.STOPPED,
        100,
        Party.OWNER,
        _("Stopped"),
        _(
            "Processing has been stopped. The reason is below and in the paper sent to you. If you "
            "do not agree, write to the agency or send it your opinion on the handling."
        ),
        _("Finished: stopped."),
        "bad",
    ),
    State.GIVEN_BACK: StateRow(
        National.STOPPED,
        100,
        Party.OWNER,
        pgettext_lazy("dossier", "Given back"),
        _(
            "What was asked for did not come in time, so the dossier was given back to you. File "
            "again whenever you are ready: your answers are kept."
        ),
        _("Finished: given back, because what was asked for never came."),
        "bad",
    ),
}


IN_WORK = (State.ACCEPTED, State.PROCESSING)
FINAL = frozenset({State.REFUSED, State.RETURNED, State.WITHDRAWN, State.STOPPED, State.GIVEN_BACK})
READY = frozenset({State.DONE, State.UNCLAIMED})
"""The result lies at the desk."""
RATED = (FINAL - {State.WITHDRAWN}) | READY | {State.POSTED}
