"""Digital signatures on papers (PAdES). Which service signs is a setting; the portal holds no key
unless that service is the demo's own."""

from portal.documents.signing.port import Signer, signer

__all__ = ["Signer", "signer"]
