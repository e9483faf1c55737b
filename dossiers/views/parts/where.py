from dossiers.models import Dossier
from dossiers.selectors.acting import filer_of
from portal.agencies.selectors import division_path


def part(dossier: Dossier, user) -> dict:
    return {"holders": division_path(dossier.holder), "filer": filer_of(dossier)}
