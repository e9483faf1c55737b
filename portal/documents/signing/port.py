from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class Signer(Protocol):
    def sign(self, pdf: bytes, *, reason: str, signer_name: str, agency: str) -> bytes:
        """The PDF with a PAdES signature in its field `ChuKy`. Raises SigningFailed."""
        ...

    def seal(self, data: bytes, *, agency: str) -> bytes:
        """A detached CAdES signature of the agency over the bytes. Raises SigningFailed."""
        ...


def signer() -> Signer:
    """The signing service of this installation (setting SIGNER)."""
    return import_string(settings.SIGNER)()
