"""What may be sent for which purpose. Types are allowed by content, never by name (a list of what
is allowed, not of what is forbidden); the limit is announced at the chooser (TT 32/2017 Điều 7)."""

from dataclasses import dataclass

PDF = "application/pdf"
JPEG = "image/jpeg"
PNG = "image/png"
PHOTOGRAPHS = (JPEG, PNG)
HEIC = "image/heic"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
JSON = "application/json"

SUFFIXES = {PDF: ".pdf", JPEG: ".jpg", PNG: ".png", HEIC: ".heic", DOCX: ".docx", ODT: ".odt"}
LABELS = {PDF: "PDF", JPEG: "JPEG", PNG: "PNG", HEIC: "HEIC", DOCX: "DOCX", ODT: "ODT"}

MIB = 1024 * 1024


@dataclass(frozen=True)
class Allowance:
    """Accepted content types and the largest size in bytes."""

    types: tuple[str, ...]
    max_bytes: int

    @property
    def labels(self) -> str:
        return ", ".join(LABELS[kind] for kind in self.types)

    @property
    def accept(self) -> str:
        """Value of the `accept` attribute of a file field."""
        return ",".join([*self.types, *(SUFFIXES[kind] for kind in self.types)])

    @property
    def max_megabytes(self) -> int:
        return self.max_bytes // MIB


PHOTOS_AND_PDF = (PDF, JPEG, PNG, HEIC)

ALLOWANCES = {
    "DOSSIER_PAPER": Allowance(PHOTOS_AND_PDF, 20 * MIB),
    "OPINION": Allowance((*PHOTOS_AND_PDF, DOCX, ODT), 20 * MIB),
    "RESULT_DRAFT": Allowance((PDF,), 20 * MIB),
    "FORM_TEMPLATE": Allowance((PDF, DOCX, ODT), 10 * MIB),
    "ISSUED": Allowance((PDF,), 50 * MIB),
}
