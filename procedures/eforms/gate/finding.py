"""One thing the publication gate found: what, where, how grave, how to mend it."""

from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    REFUSED = "refused"
    """The form may not be published so."""

    WARNING = "warning"
    """Somebody should look again; publication goes on."""


@dataclass(frozen=True)
class Finding:
    """`section` and `path` say where, both empty for the whole form; `mend` says how to mend."""

    what: str
    mend: str = ""
    section: str = ""
    path: str = ""
    label: str = ""
    weight: Weight = Weight.REFUSED

    @property
    def refused(self) -> bool:
        return self.weight is Weight.REFUSED

    def __str__(self) -> str:
        return f"{self.label}: {self.what}" if self.label else self.what
