"""What a revision still lacks before the public may see it (32/2017/TT-BTTTT, Điều 5;
63/2010/NĐ-CP, Điều 8). What the source does not state may be published, shown as not stated."""

from django.utils.translation import gettext as _

from procedures import eligibility
from procedures.models import Revision
from procedures.models.choices import ChannelKind, ServiceLevel
from procedures.services.check_form import what_stops


def what_is_missing(revision: Revision) -> list[str]:
    """Sentences for the editor, empty when the revision may be published."""
    found = [*_components(revision), *_channels(revision), *_online(revision)]
    return found + eligibility.faults(revision)


def _components(revision: Revision) -> list[str]:
    wanted = {
        _("Write the name."): revision.name.strip(),
        _("Write the steps in order."): revision.steps,
        _("Say who may apply."): revision.audiences,
        _("Name the final result."): revision.results.filter(final=True).exists(),
        _("Name at least one legal basis."): revision.legal_bases.exists(),
        _("Say where the facts come from."): revision.source.strip(),
    }
    return [sentence for sentence, there in wanted.items() if not there]


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
