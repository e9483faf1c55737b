"""What a revision still lacks before the public may see it (32/2017/TT-BTTTT, Điều 5;
63/2010/NĐ-CP, Điều 8). What the source does not state may be published, shown as not stated."""

from collections.abc import Iterator
from datetime import date

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from procedures import eligibility
from procedures.models import Procedure, Revision
from procedures.models.choices import ChannelKind, ServiceLevel
from procedures.services.check_form import what_stops
from procedures.services.doubts import doubts
from procedures.services.findings import Finding, Section

NAMED = 80
"""Letters of a paper's name that tell it apart; some names are whole paragraphs."""


def gate(revision: Revision, today: date) -> list[Finding]:
    """All that is to be said before publication: what refuses it first, then what is doubtful."""
    return [*_refusals(revision), *doubts(revision, today)]


def what_is_missing(revision: Revision) -> list[str]:
    """Sentences for the editor, empty when the revision may be published."""
    return [finding.text for finding in _refusals(revision)]


def _refusals(revision: Revision) -> Iterator[Finding]:
    for section, sentence in _lacking(revision):
        yield Finding(section, sentence, refuses=True)


def _lacking(revision: Revision) -> Iterator[tuple[Section, str]]:
    yield from _components(revision)
    yield from ((Section.PAPERS, sentence) for sentence in _forms(revision))
    yield from ((Section.CHANNELS, sentence) for sentence in _channels(revision))
    yield from ((Section.ONLINE, sentence) for sentence in _online(revision))
    yield from ((Section.WHO, sentence) for sentence in eligibility.faults(revision))


def _components(revision: Revision) -> Iterator[tuple[Section, str]]:
    if not revision.name.strip():
        yield Section.NAME, _("Write the name.")
    if not revision.steps:
        yield Section.STEPS, _("Write the steps in order.")
    if not revision.audiences:
        yield Section.WHO, _("Say who may apply.")
    if not revision.results.filter(final=True).exists():
        yield Section.RESULTS, _("Name the final result.")
    renewals = revision.results.exclude(renewal_code="").values_list("renewal_code", flat=True)
    for code in renewals:
        if not Procedure.objects.filter(code=code, current__isnull=False).exists():
            yield (
                Section.RESULTS,
                _("No procedure with the code %(code)s is published.") % {"code": code},
            )
    if not revision.legal_bases.exists():
        yield Section.LAW, _("Name at least one legal basis.")
    if not revision.source.strip():
        yield Section.ANNOUNCEMENT, _("Say where the facts come from.")


def _channels(revision: Revision) -> list[str]:
    channels = list(revision.channels.prefetch_related("fees"))
    if not channels:
        return [_("Add at least one channel.")]
    return [
        _("%(channel)s: say what it costs, even when it is free or not stated.")
        % {"channel": channel.get_kind_display()}
        for channel in channels
        if not channel.fees.all()
    ]


def _forms(revision: Revision) -> Iterator[str]:
    """From level 2 on, every form that a paper names can be downloaded (Điều 5)."""
    if revision.level < ServiceLevel.FORMS:
        return
    named = revision.papers.exclude(form_symbol="").filter(blank_form=None, blank_form_url="")
    for paper in named:
        if not (paper.replaced_by_form and revision.form_id):
            yield _("%(paper)s: attach the form %(symbol)s.") % {
                "paper": Truncator(paper.name).chars(NAMED),
                "symbol": paper.form_symbol,
            }


def _online(revision: Revision) -> list[str]:
    online = revision.channels.filter(kind=ChannelKind.ONLINE).exists()
    if revision.level < ServiceLevel.FILING:
        return []
    missing = []
    if not online:
        missing.append(_("Levels 3 and 4 need the online channel."))
    if revision.form is None:
        missing.append(_("Levels 3 and 4 need an electronic form."))
    else:
        missing += what_stops(revision.form)
    return missing
