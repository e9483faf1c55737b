"""What `verify files` looks at: every stored file and every paper."""

from collections.abc import Iterator

from portal.audit.checks import Difference, check
from portal.documents import storage
from portal.documents.models import IssuedDocument, StoredFile
from portal.documents.services.destroy import NAMELESS
from portal.documents.workflow import Damage

BATCH = 500


@check("files")
def stored_files() -> Iterator[Difference]:
    """Each file is there, of the size and with the SHA-256 it was stored with; of a destroyed one
    only the hash is left.
    """
    for stored in StoredFile.objects.order_by("pk").iterator(BATCH):
        if stored.damage == Damage.DESTROYED:
            if stored.key or stored.name != NAMELESS:
                yield Difference(
                    f"file {stored.pk}", "is said to be destroyed, but something is left"
                )
            continue
        try:
            found = storage.digest_of(stored.key)
        except OSError:
            yield Difference(f"file {stored.pk}", "is missing from the storage", stored.sha256, "–")
            continue
        if found != stored.sha256:
            yield Difference(f"file {stored.pk}", "has changed", stored.sha256, found)


@check("files")
def issued_papers() -> Iterator[Difference]:
    """Each paper's fingerprint is that of its file."""
    for paper in IssuedDocument.objects.select_related("file").order_by("pk").iterator(BATCH):
        if paper.sha256 != paper.file.sha256:
            yield Difference(
                f"paper {paper.code}", "is not its file", paper.sha256, paper.file.sha256
            )
