from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from procedures.models.choices import UNITS, ChannelKind, LimitKind
from procedures.models.guard import Part, revision_key


class Channel(Part):
    """A way to file, with its own time limit: time and fee hang on the channel, not on the
    procedure. `stated_as` keeps what the source literally writes where it cannot be read."""

    revision = revision_key("channels")
    case = models.ForeignKey(
        "procedures.Case",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="channels",
        verbose_name=pgettext_lazy("situation of the applicant", "case"),
        help_text=_("Empty: the same in every case."),
    )
    kind = models.CharField(_("channel"), max_length=8, choices=ChannelKind.choices)
    limit_kind = models.CharField(_("kind of time limit"), max_length=10, choices=LimitKind.choices)
    limit = models.PositiveIntegerField(_("time limit"), null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=20, choices=UNITS, blank=True)
    cutoff = models.TimeField(
        _("last hour for a result on the same day"),
        null=True,
        blank=True,
        help_text=_("Later dossiers get their result on the next working day."),
    )
    at_most = models.PositiveSmallIntegerField(
        _("at most, in working days"),
        null=True,
        blank=True,
        help_text=_("Where a same-day result may take longer because something must be verified."),
    )
    stated_as = models.CharField(_("what the source writes"), max_length=200, blank=True)
    note = models.TextField(_("note"), blank=True)
    visits = models.PositiveSmallIntegerField(_("visits to an office"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("channel")
        verbose_name_plural = _("channels")
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "case", "kind"],
                nulls_distinct=False,
                name="channel_once_a_case",
            ),
            models.CheckConstraint(
                condition=Q(limit_kind=LimitKind.LIMITED, limit__isnull=False, limit__gt=0)
                & ~Q(unit="")
                | ~Q(limit_kind=LimitKind.LIMITED) & Q(limit=None, unit=""),
                name="limit_has_number_and_unit",
            ),
            models.CheckConstraint(
                condition=Q(limit_kind=LimitKind.SAME_DAY) | Q(cutoff=None),
                name="cutoff_belongs_to_same_day",
            ),
            models.CheckConstraint(
                condition=Q(limit_kind=LimitKind.SAME_DAY, at_most__gt=0) | Q(at_most=None),
                name="at_most_belongs_to_same_day",
            ),
        ]

    def __str__(self):
        return str(self.get_kind_display())
