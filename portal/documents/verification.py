"""Reads the signatures of a PDF that somebody shows us. Nothing is stored."""

import asyncio
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from asn1crypto.cms import ContentInfo, SignedData
from asn1crypto.x509 import Certificate
from django.conf import settings
from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_detached_cms, validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from portal.documents.signing.apart import apart


@dataclass(frozen=True)
class SignatureReport:
    """One signature: who signed when, and whether it holds.

    `intact`: what was signed is unchanged. `whole`: nothing was added after it. `trusted`: its
    certificate comes from an authority this portal trusts.
    """

    signer: str
    agency: str
    signed_at: datetime | None
    intact: bool
    whole: bool
    trusted: bool

    @property
    def holds(self) -> bool:
        return self.intact and self.whole and self.trusted


def trusted_authorities() -> list[Certificate]:
    folder = Path(settings.TRUSTED_AUTHORITIES)
    return [load_cert_from_pemder(str(path)) for path in sorted(folder.glob("*.pem"))]


def signatures_of(pdf: bytes) -> list[SignatureReport]:
    """All signatures in order; empty when there is none or the file cannot be read as a PDF."""
    context = ValidationContext(trust_roots=trusted_authorities(), allow_fetching=False)
    try:
        embedded: Iterable = PdfFileReader(io.BytesIO(pdf), strict=False).embedded_signatures
        return [_report(signature, context) for signature in embedded]
    except Exception:  # whatever a reader trips over in a stranger's file, no signature is proven
        return []


def seal_of(data: bytes, signature: bytes) -> SignatureReport | None:
    """A detached signature over these bytes; None when it cannot be read as one."""
    context = ValidationContext(trust_roots=trusted_authorities(), allow_fetching=False)
    try:
        content = ContentInfo.load(signature, strict=True)["content"]
        status = apart(_validated, data, content, context)
    except Exception:  # whatever a reader trips over in a stranger's bytes, nothing is proven
        return None
    subject = status.signing_cert.subject.native
    stamp = status.timestamp_validity
    return SignatureReport(
        signer=subject.get("common_name", ""),
        agency=subject.get("organization_name", ""),
        signed_at=stamp.timestamp if stamp and stamp.intact else status.signer_reported_dt,
        intact=status.intact and status.valid,
        whole=True,
        trusted=status.trusted,
    )


def _validated(data: bytes, content: SignedData, context: ValidationContext) -> object:
    return asyncio.run(
        async_validate_detached_cms(
            data,
            content,
            signer_validation_context=context,
            ts_validation_context=context,
            key_usage_settings=KeyUsageConstraints(key_usage={"non_repudiation"}),
        )
    )


def _report(signature: object, context: ValidationContext) -> SignatureReport:
    status = apart(validate_pdf_signature, signature, context, ts_validation_context=context)
    subject = status.signing_cert.subject.native
    stamp = status.timestamp_validity
    return SignatureReport(
        signer=subject.get("common_name", ""),
        agency=subject.get("organization_name", ""),
        signed_at=stamp.timestamp if stamp and stamp.intact else status.signer_reported_dt,
        intact=status.intact and status.valid,
        whole=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        trusted=status.trusted,
    )
