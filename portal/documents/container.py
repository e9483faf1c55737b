"""One file that holds many, each proven: ASiC-E with a CAdES signature (ETSI EN 319 162-1).

It is a ZIP that every system opens. `META-INF/ASiCManifest.xml` names every file with its SHA-256
and `META-INF/signature.p7s` signs that list. Files are stored, not compressed, in the order of the
list and without anything else in between, so that the whole can be made again byte by byte from
what it holds: whoever adds, takes away or changes a single byte is found out.
"""

import base64
import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

MIMETYPE = b"application/vnd.etsi.asic-e+zip"
MANIFEST, SIGNATURE = "META-INF/ASiCManifest.xml", "META-INF/signature.p7s"
ASIC, DSIG = "http://uri.etsi.org/02918/v1.2.1#", "http://www.w3.org/2000/09/xmldsig#"
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
MOMENT = (1980, 1, 1, 0, 0, 0)
"""The one date every entry bears; when the package was made stands in what it holds."""


@dataclass(frozen=True)
class Fault:
    """Something wrong with a container: the file inside it, empty for the whole, and a code."""

    path: str
    problem: str

    def __str__(self) -> str:
        return f"{self.path}: {self.problem}" if self.path else self.problem


class NotAContainer(ValueError):
    """These bytes are no container of this kind at all."""


def pack(files: dict[str, bytes], sign: Callable[[bytes], bytes]) -> bytes:
    """The container of `files`, by path and in this order; `sign` gives the detached signature."""
    manifest = _manifest(files)
    return _zipped({**files, MANIFEST: manifest, SIGNATURE: sign(manifest)})


def _manifest(files: dict[str, bytes]) -> bytes:
    ElementTree.register_namespace("asic", ASIC)
    ElementTree.register_namespace("ds", DSIG)
    root = ElementTree.Element(f"{{{ASIC}}}ASiCManifest")
    reference = {"URI": SIGNATURE, "MimeType": "application/pkcs7-signature"}
    ElementTree.SubElement(root, f"{{{ASIC}}}SigReference", reference)
    for path, content in files.items():
        named = ElementTree.SubElement(root, f"{{{ASIC}}}DataObjectReference", {"URI": path})
        ElementTree.SubElement(named, f"{{{DSIG}}}DigestMethod", {"Algorithm": SHA256})
        digest = ElementTree.SubElement(named, f"{{{DSIG}}}DigestValue")
        digest.text = base64.b64encode(hashlib.sha256(content).digest()).decode()
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _zipped(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
        for path, content in {"mimetype": MIMETYPE, **entries}.items():
            entry = zipfile.ZipInfo(path, MOMENT)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            made.writestr(entry, content)
    return out.getvalue()


@dataclass(frozen=True)
class Opened:
    """What a container holds, with its list and the signature over the list."""

    files: dict[str, bytes]
    manifest: bytes
    signature: bytes


def unpack(data: bytes) -> tuple[Opened, list[Fault]]:
    """What is inside, and every fault of it. Raises `NotAContainer`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as given:
            names = given.namelist()
            entries, faults = _read(given)
    except (zipfile.BadZipFile, ValueError, OSError, EOFError) as wrong:
        raise NotAContainer from wrong
    twice = {name for name in names if names.count(name) > 1}
    faults += [Fault(name, "twice") for name in sorted(twice)]
    mimetype = entries.pop("mimetype", None)
    opened = Opened(entries, entries.pop(MANIFEST, b""), entries.pop(SIGNATURE, b""))
    faults += list(_faults(opened, mimetype))
    if (
        not faults
        and _zipped({**entries, MANIFEST: opened.manifest, SIGNATURE: opened.signature}) != data
    ):
        faults.append(Fault("", "padding"))
    return opened, faults


def _read(given: zipfile.ZipFile) -> tuple[dict[str, bytes], list[Fault]]:
    """Each entry as far as it can be read; one that is packed, locked or of a wrong checksum is
    named and left out. Nothing is unpacked, so that nothing grows beyond the file that was given.
    """
    entries: dict[str, bytes] = {}
    faults = []
    for entry in given.infolist():
        try:
            if entry.compress_type != zipfile.ZIP_STORED:
                raise zipfile.BadZipFile(entry.filename)
            entries[entry.filename] = given.read(entry)
        except (zipfile.BadZipFile, RuntimeError, EOFError, OSError, ValueError):
            entries[entry.filename] = b""
            faults.append(Fault(entry.filename, "altered"))
    return entries, faults


def _faults(opened: Opened, mimetype: bytes | None) -> Iterator[Fault]:
    if mimetype != MIMETYPE:
        yield Fault("mimetype", "altered" if mimetype is not None else "missing")
    try:
        listed = _listed(opened.manifest)
    except (ElementTree.ParseError, ValueError, TypeError):
        yield Fault(MANIFEST, "altered" if opened.manifest else "missing")
        return
    for path, digest in listed.items():
        if path not in opened.files:
            yield Fault(path, "missing")
        elif hashlib.sha256(opened.files[path]).digest() != digest:
            yield Fault(path, "altered")
    for path in opened.files:
        if path not in listed:
            yield Fault(path, "added")


def _listed(manifest: bytes) -> dict[str, bytes]:
    if b"<!" in manifest:
        raise ValueError("a list declares nothing")
    root = ElementTree.fromstring(manifest)  # noqa: S314 — declarations are refused above
    return {
        named.get("URI", ""): base64.b64decode(named.findtext(f"{{{DSIG}}}DigestValue") or "")
        for named in root.iter(f"{{{ASIC}}}DataObjectReference")
    }
