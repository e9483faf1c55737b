"""What is measured of a service, in words: the same on pages and beside the upload."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.reports.rules.disclosure import SMALL, masked
from procedures.models.fault import BECAUSE, PaperFault
from procedures.selectors.figures import Forecast, Returned, Share


def count_words(count: int) -> str:
    """A number of dossiers; a very small one not to the digit, so that it points at nobody."""
    if masked(count):
        return _("fewer than %(n)d") % {"n": SMALL}
    return str(count)


def share_words(share: Share) -> str:
    """A share in whole per cent, or that there are too few cases to say."""
    if share.percent is None:
        return _("too few dossiers to say")
    return _("%(percent)d %% (%(part)d of %(whole)d)") % {
        "percent": share.percent,
        "part": share.part,
        "whole": share.whole,
    }


def forecast_words(forecast: Forecast) -> str:
    """How long it really takes; it stands beside the limit of the law, never instead of it."""
    if forecast.days == 0:
        done = _("9 in 10 were done on the day they were accepted")
    else:
        done = ngettext(
            "9 in 10 were done within %(n)d working day",
            "9 in 10 were done within %(n)d working days",
            forecast.days,
        ) % {"n": forecast.days}
    return f"{done} ({_measured_words(forecast)})"


def returned_words(returned: Returned | None) -> str:
    """What others had with a paper; nothing where it hardly ever comes back."""
    if returned is None or not returned.tenths:
        return ""
    if returned.fault == PaperFault.OTHER:
        words = _("%(tenths)d in 10 had this paper returned") % {"tenths": returned.tenths}
    else:
        words = _("%(tenths)d in 10 had this paper returned, mostly because %(reason)s") % {
            "tenths": returned.tenths,
            "reason": BECAUSE[returned.fault],
        }
    return f"{words} ({_measured_words(returned)})"


def _measured_words(what: Forecast | Returned) -> str:
    return ngettext(
        "last %(days)d days, %(n)d dossier", "last %(days)d days, %(n)d dossiers", what.cases
    ) % {"days": what.window, "n": what.cases}
