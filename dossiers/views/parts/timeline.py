from dossiers.models import Dossier
from dossiers.selectors.citizen import moments
from dossiers.views.words import next_moment


def part(dossier: Dossier, user) -> dict:
    return {"entries": [*moments(dossier), *next_moment(dossier)]}
