"""The private storage. Files are addressed by their content, so the same bytes are kept once and
a key never changes its meaning. An S3-compatible storage is a matter of STORAGES["private"]."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, Storage, storages


class ContentStorage(FileSystemStorage):
    """A local folder whose files appear whole or not at all, readable by the portal's user only."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def _save(self, name: str, content: File) -> str:
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as part:
            for chunk in content.chunks():
                part.write(chunk)
            part.flush()
            os.fsync(part.fileno())
        Path(part.name).replace(target)
        return name


def private_storage() -> Storage:
    return storages["private"]


def key_of(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


def keep(data: bytes, sha256: str) -> None:
    """Stores the bytes under the key of their SHA-256 unless they are there already."""
    key = key_of(sha256)
    storage = private_storage()
    if not storage.exists(key) or digest_of(key) != sha256:
        storage.save(key, ContentFile(data))


FOLDERS = tuple(f"{number:02x}" for number in range(256))


def keys_in(folders: Iterable[str]) -> Iterator[str]:
    """The keys of everything in these folders of the first level, in no order."""
    storage = private_storage()
    for folder in folders:
        if not storage.exists(folder):
            continue
        for inner in storage.listdir(folder)[0]:
            _folders, names = storage.listdir(f"{folder}/{inner}")
            yield from (f"{folder}/{inner}/{name}" for name in names)


def open_key(key: str) -> BinaryIO:
    """Opens a stored file for reading. Raises FileNotFoundError when the storage lost it."""
    return private_storage().open(key, "rb")


def digest_of(key: str) -> str:
    with open_key(key) as stored:
        return hashlib.file_digest(stored, "sha256").hexdigest()


def read(key: str) -> bytes:
    with open_key(key) as stored:
        return stored.read()
