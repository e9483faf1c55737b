"""What the province itself lays down for a procedure: amounts, shorter times, notes."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from procedures.models.choices import UNITS, ChannelKind, FeeKind, LimitKind
from procedures.models.exemption import Relief
from procedures.models.guard import Guarded, Publication, has_its_moment, second_person_publishes
from procedures.models.wording import localised
from procedures.workflow import LABELS, State

LOCAL_STATES = (State.DRAFT, State.PUBLISHED, State.WITHDRAWN)


class LocalTerms(Publication):
    """A resolution of the People's Council, or a decision of the province, on one procedure.

    It lies over whatever revision is in force on a day and never touches it; it names fees, cases
    and channels by their stable keys. Drafted by one person, published by another, then frozen.
    """

    procedure = models.ForeignKey(
        "procedures.Procedure",
        on_delete=models.PROTECT,
        related_name="local_terms",
        verbose_name=_("procedure"),
    )
    symbol = models.CharField(_("symbol"), max_length=60)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    title = models.TextField(pgettext_lazy("of a legal text", "title"), blank=True)
    note = models.TextField(_("note for the public"), blank=True)
    note_en = models.TextField(_("English note"), blank=True)
    in_force_from = models.DateField(_("in force from"))
    in_force_until = models.DateField(_("in force until"), null=True, blank=True)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=[(state.value, LABELS[state]) for state in LOCAL_STATES],
        default=State.DRAFT.value,
        editable=False,
    )
    history = HistoricalRecords()

    movable = Publication.movable | {"in_force_until", "published_at", "published_by"}

    class Meta:
        verbose_name = _("local terms")
        verbose_name_plural = _("local terms")
        ordering = ["-in_force_from", "-id"]
        indexes = [models.Index(fields=["procedure", "in_force_from"], name="local_terms_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in LOCAL_STATES]),
                name="local_terms_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(in_force_until=None) | Q(in_force_until__gte=F("in_force_from")),
                name="local_terms_window_is_in_order",
            ),
            has_its_moment("published_local_terms_have_their_moment"),
            second_person_publishes("second_person_publishes_local_terms"),
        ]

    def __str__(self):
        return f"{self.procedure.code} – {self.symbol}"

    @property
    def remark(self) -> str:
        return localised(self.note, self.note_en)


class LocalPart(Guarded):
    """A line of local terms. An empty case or channel means every one."""

    case_key = models.SlugField(_("stable key of the case"), max_length=60, blank=True)
    channel_kind = models.CharField(
        _("channel"), max_length=8, choices=ChannelKind.choices, blank=True
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        abstract = True
        ordering = ["order", "id"]

    def owner(self) -> LocalTerms:
        return self.local_terms

    def speaks_of(self, case_key: str, channel_kind: str) -> bool:
        return self.case_key in ("", case_key) and self.channel_kind in ("", channel_kind)

    @property
    def closeness(self) -> int:
        """How narrowly the line speaks; the narrowest line of a text is the one that counts."""
        return 2 * bool(self.case_key) + bool(self.channel_kind)


def _terms_key(related_name: str) -> models.ForeignKey:
    return models.ForeignKey(LocalTerms, on_delete=models.CASCADE, related_name=related_name)


class LocalFee(LocalPart):
    """What the fee of this key costs here."""

    local_terms = _terms_key("fees")
    fee_key = models.SlugField(_("stable key of the fee"), max_length=60)
    kind = models.CharField(
        _("kind"),
        max_length=16,
        choices=[
            (kind.value, kind.label) for kind in (FeeKind.FIXED, FeeKind.PER_UNIT, FeeKind.FREE)
        ],
        default=FeeKind.FIXED,
    )
    amount = models.DecimalField(
        _("amount"), max_digits=14, decimal_places=0, null=True, blank=True
    )
    per = models.CharField(_("for each"), max_length=80, blank=True)
    history = HistoricalRecords()

    class Meta(LocalPart.Meta):
        verbose_name = _("local fee")
        verbose_name_plural = _("local fees")
        constraints = [
            models.UniqueConstraint(
                fields=["local_terms", "fee_key", "case_key", "channel_kind"],
                name="local_fee_once",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[FeeKind.FIXED, FeeKind.PER_UNIT],
                    amount__isnull=False,
                    amount__gt=0,
                )
                | Q(kind=FeeKind.FREE, amount=None),
                name="local_fee_amount_where_there_is_one",
            ),
        ]

    def __str__(self):
        return self.fee_key


class LocalLimit(LocalPart):
    """How long the province gives itself; the law lets it promise less time, never more."""

    local_terms = _terms_key("limits")
    limit_kind = models.CharField(
        _("kind of time limit"),
        max_length=10,
        choices=[(kind.value, kind.label) for kind in (LimitKind.LIMITED, LimitKind.SAME_DAY)],
        default=LimitKind.LIMITED,
    )
    limit = models.PositiveIntegerField(_("time limit"), null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=20, choices=UNITS, blank=True)
    cutoff = models.TimeField(_("last hour for a result on the same day"), null=True, blank=True)
    at_most = models.PositiveSmallIntegerField(_("at most, in working days"), null=True, blank=True)
    history = HistoricalRecords()

    class Meta(LocalPart.Meta):
        verbose_name = _("local time limit")
        verbose_name_plural = _("local time limits")
        constraints = [
            models.UniqueConstraint(
                fields=["local_terms", "case_key", "channel_kind"], name="local_limit_once"
            ),
            models.CheckConstraint(
                condition=Q(
                    limit_kind=LimitKind.LIMITED,
                    limit__isnull=False,
                    limit__gt=0,
                    cutoff=None,
                    at_most=None,
                )
                & ~Q(unit="")
                | Q(limit_kind=LimitKind.SAME_DAY, limit=None, unit=""),
                name="local_limit_has_number_and_unit",
            ),
        ]

    def __str__(self):
        return str(self.get_limit_kind_display())


class LocalExemption(Relief, Guarded):
    """A group that the province spares; an empty fee key means every fee of the procedure."""

    local_terms = _terms_key("exemptions")
    fee_key = models.SlugField(_("stable key of the fee"), max_length=60, blank=True)
    history = HistoricalRecords()

    class Meta(Relief.Meta):
        verbose_name = _("local exemption")
        verbose_name_plural = _("local exemptions")

    def owner(self) -> LocalTerms:
        return self.local_terms
