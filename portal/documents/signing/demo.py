from django.conf import settings
from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from portal.documents.signing.authority import DemoAuthority, Identity
from portal.documents.signing.cades import sign_bytes
from portal.documents.signing.pades import sign_pdf


def demo_authority() -> DemoAuthority:
    return DemoAuthority(settings.PORTAL_DATA_DIR / "keys")


class DemoSigner:
    """Signs with certificates of the demo's own authority, named DEMO and without legal force.

    PAdES B-T: the time stamp comes from the same authority, inside this process.
    """

    def __init__(self, *, timestamps: bool = True):
        self._authority = demo_authority()
        self._timestamps = timestamps

    def sign(self, pdf: bytes, *, reason: str, signer_name: str, agency: str) -> bytes:
        certificate, key, chain = self._unpacked(self._authority.signer(signer_name, agency))
        return sign_pdf(
            pdf,
            SimpleSigner(signing_cert=certificate, signing_key=key, cert_registry=chain),
            reason=reason,
            signer_name=signer_name,
            agency=agency,
            timestamper=self._clock() if self._timestamps else None,
        )

    def seal(self, data: bytes, *, agency: str) -> bytes:
        certificate, key, chain = self._unpacked(self._authority.signer(agency, agency))
        own = SimpleSigner(signing_cert=certificate, signing_key=key, cert_registry=chain)
        return sign_bytes(data, own, self._clock() if self._timestamps else None)

    def _clock(self) -> DummyTimeStamper:
        certificate, key, chain = self._unpacked(self._authority.clock())
        return DummyTimeStamper(tsa_cert=certificate, tsa_key=key, certs_to_embed=chain)

    def _unpacked(self, identity: Identity) -> tuple:
        certificate = next(iter(load_certs_from_pemder_data(identity.certificate)))
        root = next(iter(load_certs_from_pemder_data(self._authority.certificate)))
        key = load_private_key_from_pemder_data(identity.key, passphrase=None)
        return certificate, key, SimpleCertificateStore.from_certs([certificate, root])
