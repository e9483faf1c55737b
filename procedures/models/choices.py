"""Codes stored in the catalogue, with the words that people read."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.kernel.clock import Policy, Unit, WaitKind

UNIT_LABELS = {
    Unit.WORKING_DAY: _("working days"),
    Unit.CALENDAR_DAY: _("days"),
    Unit.WORKING_HOUR: _("working hours"),
    Unit.HOUR: _("hours"),
    Unit.MINUTE: _("minutes"),
    Unit.MONTH: _("months"),
    Unit.YEAR: _("years"),
}
UNITS = [(unit.value, label) for unit, label in UNIT_LABELS.items()]

POLICY_LABELS = {
    Policy.RESTART: _("The full limit runs again from the day the dossier is complete"),
    Policy.EXCLUDE: _("Named intervals are not counted"),
    Policy.SUSPEND_ONCE: _("The clock may be paused once"),
    Policy.EXTEND_CAPPED: _("The limit may be extended up to a cap"),
}
POLICIES = [(policy.value, label) for policy, label in POLICY_LABELS.items()]

WAIT_LABELS = {
    WaitKind.SUPPLEMENT: _("The applicant completes the dossier"),
    WaitKind.PAYMENT: _("The applicant pays"),
    WaitKind.VERIFICATION: _("Facts are verified"),
    WaitKind.OTHER_AGENCY: _("Another agency answers or transfers papers"),
    WaitKind.SITE_VISIT: _("A visit on site or a council"),
    WaitKind.FOREIGN_PAPER: _("A paper comes from abroad"),
}
WAITS = [(kind.value, label) for kind, label in WAIT_LABELS.items()]


class Scope(models.TextChoices):
    NATIONAL = "NATIONAL", _("National procedure")
    LOCAL = "LOCAL", _("Procedure of the province")


class ProcedureType(models.TextChoices):
    """Kinds of procedure of the national database (loại thủ tục)."""

    LAW_DELEGATED = "LAW_DELEGATED", _("Left by law to be laid down in detail")
    LOCAL_OWN = "LOCAL_OWN", _("Laid down by the locality without the law asking for it")
    OTHER = "OTHER", pgettext_lazy("kind of procedure", "Another kind")


class Audience(models.TextChoices):
    """Who may apply, as the national database names them."""

    CITIZEN = "CITIZEN", _("Vietnamese citizens")
    OVERSEAS = "OVERSEAS", _("Vietnamese people living abroad")
    FOREIGNER = "FOREIGNER", _("Foreigners")
    OFFICIAL = "OFFICIAL", _("Officials and public employees")
    ENTERPRISE = "ENTERPRISE", _("Enterprises")
    FOREIGN_ENTERPRISE = "FOREIGN_ENTERPRISE", _("Foreign-invested enterprises")
    ORGANISATION = "ORGANISATION", _("Organisations other than enterprises and cooperatives")
    FOREIGN_ORGANISATION = "FOREIGN_ORGANISATION", _("Foreign organisations")
    COOPERATIVE = "COOPERATIVE", _("Cooperatives")


class Tier(models.TextChoices):
    MINISTRY = "MINISTRY", _("Ministry")
    PROVINCE = "PROVINCE", _("Province")
    COMMUNE = "COMMUNE", _("Commune")
    OTHER = "OTHER", _("Another agency")


class ServiceLevel(models.IntegerChoices):
    """Levels of an online service (32/2017/TT-BTTTT, Điều 5)."""

    INFORMATION = 1, _("Level 1: information")
    FORMS = 2, _("Level 2: forms to download")
    FILING = 3, _("Level 3: filing online")
    FULL = 4, _("Level 4: filing, payment and result online")


class Completeness(models.TextChoices):
    """Whether a person must come in person; it does not follow from the level."""

    NONE = "NONE", _("Not offered online")
    PARTIAL = "PARTIAL", _("Partly online")
    FULL = "FULL", _("Fully online")


class PartialReason(models.TextChoices):
    PRESENCE = "PRESENCE", _("The person must appear before the agency")
    BIOMETRICS = "BIOMETRICS", _("Photograph or fingerprints are taken on the spot")
    ORIGINALS = "ORIGINALS", _("Original papers must be handed in or compared")
    INSPECTION = "INSPECTION", _("The agency inspects on the spot")
    PAPER_RESULT = "PAPER_RESULT", _("The result exists on paper only")


class ChannelKind(models.TextChoices):
    COUNTER = "COUNTER", _("At the counter")
    POST = "POST", _("By post")
    ONLINE = "ONLINE", _("Online")
    KIOSK = "KIOSK", _("At a kiosk")


class LimitKind(models.TextChoices):
    LIMITED = "LIMITED", _("A limit with its unit")
    SAME_DAY = "SAME_DAY", _("The same working day")
    NOT_STATED = "NOT_STATED", _("The source does not say")
    NONE = "NONE", _("No limit")


class FeeKind(models.TextChoices):
    FIXED = "FIXED", _("Fixed amount")
    PER_UNIT = "PER_UNIT", _("Amount for each unit")
    COUNCIL_DECIDES = "COUNCIL_DECIDES", _("Set by the People's Council of the province")
    FREE = "FREE", _("Free of charge")
    NOT_STATED = "NOT_STATED", _("The source does not say")


class PaperKind(models.TextChoices):
    HAND_IN = "HAND_IN", _("To hand in")
    SHOW = "SHOW", _("To show")


class DutyParty(models.TextChoices):
    APPLICANT = "APPLICANT", _("Applicant")
    AGENCY = "AGENCY", _("Agency that decides")
    COORDINATING = "COORDINATING", _("Coordinating agencies")


class ChargeKind(models.TextChoices):
    """Phí pays for a service, lệ phí for an act of the state (Luật Phí và lệ phí, Điều 3)."""

    FEE = "FEE", _("Fee for a service")
    LEVY = "LEVY", _("Levy for an act of the state")


class CollectWhen(models.TextChoices):
    """When an agency asks for the fees of a procedure."""

    FILING = "FILING", _("When the dossier is filed")
    ACCEPTANCE = "ACCEPTANCE", _("When the dossier is accepted")
    RETURN = "RETURN", _("When the result is ready")


class Currency(models.TextChoices):
    VND = "VND", _("đồng")
    USD = "USD", _("US dollars")


class Group(models.TextChoices):
    """Groups that a fee text commonly spares, in codes a program can match."""

    POOR = "POOR", _("Poor households")
    NEAR_POOR = "NEAR_POOR", _("Near-poor households")
    CHILD = "CHILD", _("Children")
    ELDERLY = "ELDERLY", _("Elderly people")
    DISABLED = "DISABLED", _("People with disabilities")
    MERIT = "MERIT", _("People with meritorious services and their families")
    MINORITY = "MINORITY", _("Ethnic minorities in communes of special difficulty")
    FIRST_TIME = "FIRST_TIME", _("Whoever asks for the first time")
    ONLINE = "ONLINE", _("Whoever files online")
    OTHER = "OTHER", pgettext_lazy("group of people", "Another group")


class HandOver(models.TextChoices):
    """How a dossier travels from one step of the process to the next."""

    SYSTEM = "SYSTEM", _("In the one-stop system")
    AXIS = "AXIS", _("Over the national document axis")
    POST = "POST", _("Sent by post")
    PAPER = "PAPER", _("On paper, by hand")
