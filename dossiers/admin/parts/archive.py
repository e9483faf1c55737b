from dossiers.models import Dossier, Package
from dossiers.selectors.archive.lists import entry_of, package_for
from portal.audit.actors import Actor
from portal.documents.links import link


def part(dossier: Dossier, user, actor: Actor) -> dict | None:
    """Its place in the archive; packing it; nothing while it is worked on."""
    if dossier.closed_at is None:
        return None
    package = package_for(dossier, user)
    ready = package is not None and package.state == Package.State.READY
    closed = dossier.archived_at is not None
    return {
        "entry": entry_of(dossier) if closed else None,
        "may_close": dossier.is_final and not closed,
        "package": package,
        "url": link(package.file, user, actor=actor) if ready else "",
    }
