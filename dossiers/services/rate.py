"""The applicant's judgement after the end."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Conflict, Invalid, NotAllowed
from dossiers.models import Dossier, Rating
from dossiers.models.mandate import Power
from dossiers.models.rating import Grade
from dossiers.permissions import standing_in
from dossiers.services.archive.guard import refuse_archived
from dossiers.services.figures import count_rating
from dossiers.workflow import RATED
from portal.audit.services import record

ALREADY_RATED = _("You have rated this dossier already. Thank you.")
NOT_YET = _("You can rate a dossier once its result is ready.")
OVERALL_MISSING = _("Choose how satisfied you are overall.")
UNKNOWN_GRADE = _("Choose one of the three grades.")


def rate(
    *,
    dossier,
    by,
    overall: int | None,
    convenience: int | None = None,
    punctuality: int | None = None,
    attitude: int | None = None,
    comment: str = "",
    at: datetime | None = None,
) -> Rating:
    """Keep one rating in three grades; only `overall` is required (TT 32/2017/TT-BTTTT, art. 12).

    The event names no grade, so that the log cannot tell an official who judged him how. Raises
    `Invalid`, `NotAllowed` for anybody but the owner, `Conflict` before the end and when rated
    already, `Archived`.
    """
    at = at or timezone.now()
    grades = {"convenience": convenience, "punctuality": punctuality, "attitude": attitude}
    _check({"overall": overall, **grades})
    with transaction.atomic():
        locked = Dossier.objects.select_for_update().get(pk=dossier.pk)
        rater = standing_in(by, locked, timezone.localdate(at), Power.FILE)
        if rater is None:
            raise NotAllowed
        refuse_archived(locked)
        if locked.state not in RATED:
            raise Conflict(locked, NOT_YET)
        if Rating.objects.filter(dossier=locked).exists():
            raise Conflict(locked, ALREADY_RATED)
        rating = Rating.objects.create(
            dossier=locked, overall=overall, comment=comment.strip(), at=at, **grades
        )
        record("rating.give", rating, rater.actor(by), {"dossier": locked.pk}, at=at)
        count_rating(rating)
    return rating


def _check(grades: dict[str, int | None]) -> None:
    errors = {
        name: UNKNOWN_GRADE
        for name, grade in grades.items()
        if grade is not None and grade not in Grade.values
    }
    if grades["overall"] is None:
        errors["overall"] = OVERALL_MISSING
    if errors:
        raise Invalid(errors)
