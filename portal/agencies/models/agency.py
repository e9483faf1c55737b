import re
import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Func
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from portal.agencies.models.periods import Period, ends_after_it_begins
from portal.kernel.codes import CodeError, check_agency_code, check_old_agency_code
from portal.kernel.text import nfc, sort_key

DEEPEST = 4
PLACE = re.compile(
    r"^(UBND|Ủy ban nhân dân|Uỷ ban nhân dân)\s+((tỉnh|thành phố|xã|phường|đặc khu)\s+)?",
    re.IGNORECASE,
)
"""What the name of a people's committee says besides its place."""


def days_held() -> Func:
    """The period of a row as a range of days, for the database."""
    return Func(
        "since",
        "until",
        RangeBoundary(inclusive_upper=True),
        function="DATERANGE",
        output_field=DateRangeField(),
    )


class Agency(Period):
    """An authority, or a unit inside one. Closed by a date, never deleted: old dossiers name it.

    Its legal codes are rows of their own, because they change and both forms stay in use.
    """

    class Level(models.TextChoices):
        PROVINCE = "PROVINCE", _("province")
        COMMUNE = "COMMUNE", _("commune")

    class Kind(models.TextChoices):
        PEOPLE_COMMITTEE = "PEOPLE_COMMITTEE", _("people's committee")
        DEPARTMENT = "DEPARTMENT", _("department")
        SERVICE_CENTRE = "SERVICE_CENTRE", _("public administration service centre")
        DIVISION = "DIVISION", _("division")
        POLICE = "POLICE", _("police")

    # Units inside an authority; every other kind is an authority of its own.
    INTERNAL = frozenset({Kind.SERVICE_CENTRE, Kind.DIVISION})

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    name_key = models.CharField(max_length=500, editable=False)
    level = models.CharField(_("level"), max_length=8, choices=Level)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("belongs to"),
    )
    calendar = models.ForeignKey(
        "agencies.Calendar",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agencies",
        verbose_name=_("working calendar"),
        help_text=_("Left empty, the calendar of the agency above is used."),
    )
    address = models.CharField(_("address"), max_length=300, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        ordering = ["name_key", "id"]
        constraints = [ends_after_it_begins("agency_period")]

    def __str__(self) -> str:
        return self.local_name

    def save(self, *args: object, **kwargs: object) -> None:
        self.name, self.name_en = nfc(self.name), nfc(self.name_en)
        self.name_key = sort_key(self.name)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        above = self.line()[:-1]
        if self in above:
            raise ValidationError({"parent": _("An agency cannot belong to itself.")})
        if len(above) >= DEEPEST:
            raise ValidationError({"parent": _("Agencies are at most four levels deep.")})
        if self.kind in self.INTERNAL and self.parent is None:
            raise ValidationError({"parent": _("A unit belongs to an agency.")})

    @property
    def local_name(self) -> str:
        """The name in the reader's language; Vietnamese when there is no other."""
        return self.name_en if get_language() == "en" and self.name_en else self.name

    @property
    def is_unit(self) -> bool:
        """Whether this is a unit inside an authority rather than an authority."""
        return self.kind in self.INTERNAL and self.parent_id is not None

    def line(self) -> list["Agency"]:
        """From the top of the tree down to this agency, this agency last."""
        line, above = [self], self.parent
        while above is not None and len(line) <= DEEPEST:
            line.append(above)
            above = above.parent
        return line[::-1]

    @property
    def authority(self) -> "Agency":
        """The authority that this agency is, or is a unit of."""
        agency = self
        while agency.is_unit:
            agency = agency.parent
        return agency

    @property
    def place(self) -> str:
        """What stands before the date of its papers: the name of the commune or province alone
        ("Bến Mây"), from the people's committee that it is or that is nearest above it.
        """
        for above in reversed(self.line()):
            if above.kind == self.Kind.PEOPLE_COMMITTEE:
                return PLACE.sub("", above.name)
        return ""


class AgencyIdentifier(Period):
    """A legal code of an agency, in the form of 20/2020/QĐ-TTg or in that of QCVN 102:2016.

    Two agencies never hold the same code on the same day, nor one agency two codes of one form.
    """

    class Form(models.TextChoices):
        NEW = "NEW", _("new form, H99.21")
        OLD = "OLD", _("old form, 000.00.21.H99")

    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="identifiers", verbose_name=_("agency")
    )
    form = models.CharField(_("form"), max_length=3, choices=Form, default=Form.NEW)
    code = models.CharField(_("code"), max_length=35)

    class Meta:
        verbose_name = _("agency code")
        verbose_name_plural = _("agency codes")
        ordering = ["agency", "form", "since"]
        constraints = [
            ends_after_it_begins("agency_identifier_period"),
            ExclusionConstraint(
                name="agency_code_once_a_day",
                expressions=[
                    ("code", RangeOperators.EQUAL),
                    (days_held(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Another agency holds this code on these days."),
            ),
            ExclusionConstraint(
                name="agency_one_code_a_form",
                expressions=[
                    ("agency", RangeOperators.EQUAL),
                    ("form", RangeOperators.EQUAL),
                    (days_held(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("The agency has another code of this form then."),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def clean(self) -> None:
        check = check_agency_code if self.form == self.Form.NEW else check_old_agency_code
        try:
            check(self.code)
        except CodeError as error:
            raise ValidationError({"code": _(str(error))}) from error
