"""Signatures that stand beside what they sign (CAdES), whoever holds the key."""

import asyncio

from pyhanko.sign.signers.pdf_cms import Signer as CmsSigner
from pyhanko.sign.timestamps import TimeStamper

from portal.documents.signing.apart import apart


def sign_bytes(data: bytes, key: CmsSigner, timestamper: TimeStamper | None = None) -> bytes:
    """CAdES B-B, or B-T with a time-stamper, detached, in DER."""
    return apart(_signed, data, key, timestamper)


def _signed(data: bytes, key: CmsSigner, timestamper: TimeStamper | None) -> bytes:
    signing = key.async_sign_general_data(
        data, "sha256", detached=True, use_cades=True, timestamper=timestamper
    )
    return asyncio.run(signing).dump()
