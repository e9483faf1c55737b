from dossiers.models import Dossier, Package
from dossiers.selectors.archive.lists import entry_of, package_for
from portal.documents.links import link


def part(dossier: Dossier, user) -> dict | None:
    """How long it is kept, and the whole of it to take home; nothing before its end."""
    if dossier.closed_at is None:
        return None
    package = package_for(dossier, user)
    ready = package is not None and package.state == Package.State.READY
    return {
        "entry": entry_of(dossier) if dossier.archived_at else None,
        "package": package,
        "url": link(package.file, user) if ready else "",
    }
