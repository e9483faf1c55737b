from dossiers.models import Dossier
from dossiers.selectors.citizen import moments
from dossiers.selectors.shipments import tracking
from dossiers.views.words import next_moment


def part(dossier: Dossier, user) -> dict:
    told = sorted([*moments(dossier), *tracking(dossier)], key=lambda moment: moment.at)
    return {"entries": [*told, *next_moment(dossier)]}
