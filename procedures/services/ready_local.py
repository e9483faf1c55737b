"""What terms of the province still lack before the public may see them."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from procedures.models import Channel, LocalLimit, LocalTerms, Revision
from procedures.selectors import channels_of, is_longer


def what_is_missing_locally(terms: LocalTerms) -> list[str]:
    """Sentences for the editor, empty when the text may be published."""
    revision = terms.procedure.current
    if revision is None:
        return [_("The procedure has no revision in force that these terms could lie over.")]
    return [*_components(terms), *_keys(terms, revision), *_limits(terms, revision)]


def _components(terms: LocalTerms) -> Iterator[str]:
    if terms.signed_on is None:
        yield _("Say when the text was signed.")
    lines = (terms.fees, terms.limits, terms.exemptions)
    if not any(each.exists() for each in lines) and not terms.note:
        yield _("Write at least one amount, time limit, exemption or note.")


def _keys(terms: LocalTerms, revision: Revision) -> Iterator[str]:
    """Lines find fees and cases by their keys: a slip in a key would let them speak of nothing."""
    fees = set(revision.channels.values_list("fees__key", flat=True)) - {None}
    cases = set(revision.cases.values_list("key", flat=True))
    lines = [*terms.fees.all(), *terms.limits.all()]
    for key in sorted({line.case_key for line in lines if line.case_key} - cases):
        yield _("No case of the procedure has the key “%(key)s”.") % {"key": key}
    named = {line.fee_key for line in [*terms.fees.all(), *terms.exemptions.all()] if line.fee_key}
    for key in sorted(named - fees):
        yield _("No fee of the procedure has the key “%(key)s”.") % {"key": key}


def _limits(terms: LocalTerms, revision: Revision) -> Iterator[str]:
    for line in terms.limits.all():
        for channel in _spoken_of(line, revision):
            if is_longer(line, channel):
                yield _("%(channel)s: the province may not take longer than the law gives.") % {
                    "channel": channel.get_kind_display()
                }


def _spoken_of(line: LocalLimit, revision: Revision) -> list[Channel]:
    case = revision.cases.filter(key=line.case_key).first() if line.case_key else None
    return [
        channel
        for channel in channels_of(revision, case)
        if line.channel_kind in ("", channel.kind)
    ]
