"""Documents: the private storage, limits of uploads, the virus scanner, the signing service."""

from pathlib import Path

import environ

env = environ.Env()
_ROOT = Path(__file__).resolve().parent.parent.parent

# Everything the portal keeps outside the database: files, keys, what it generated.
PORTAL_DATA_DIR = Path(env("PORTAL_DATA_DIR", default=str(_ROOT / "data")))

# The address that people and QR codes use, without a slash at the end.
BASE_URL = env("BASE_URL", default="http://localhost:8000").rstrip("/")

# Uploads and issued papers; never under a public address. An S3-compatible storage takes this place
# with django-storages: BACKEND "storages.backends.s3.S3Storage" and its OPTIONS.
PRIVATE_STORAGE = {
    "BACKEND": env("PRIVATE_STORAGE", default="portal.documents.storage.ContentStorage"),
    "OPTIONS": env.json(
        "PRIVATE_STORAGE_OPTIONS",
        default={
            "location": str(PORTAL_DATA_DIR / "files"),
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    ),
}
UPLOAD_MAX_MB = env.int("UPLOAD_MAX_MB", default=20)

# clamd at unix:/run/clamav/clamd.ctl or tcp://host:3310; empty: files are kept and say unscanned.
CLAMD = env("CLAMD", default="")

# The class that signs papers. portal.documents.signing.remote.RemoteSigner needs REMOTE_SIGNER_*;
# credentials are JSON: name of the signer or agency, or *, → credential of the service.
SIGNER = env("SIGNER", default="portal.documents.signing.demo.DemoSigner")
REMOTE_SIGNER_URL = env("REMOTE_SIGNER_URL", default="")
REMOTE_SIGNER_TOKEN = env("REMOTE_SIGNER_TOKEN", default="")
REMOTE_SIGNER_CREDENTIALS = env.json("REMOTE_SIGNER_CREDENTIALS", default={})
# Folder with the certificates (PEM) of the authorities whose signatures are trusted.
TRUSTED_AUTHORITIES = env("TRUSTED_AUTHORITIES", default=str(PORTAL_DATA_DIR / "keys" / "trusted"))
