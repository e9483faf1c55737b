"""Whether a packed dossier is what the portal once packed."""

import json
from collections.abc import Iterator

from pydantic import ValidationError

from dossiers.selectors.archive.record import Record
from portal.audit.extract import Extract, disproved, strangers
from portal.documents.container import SIGNATURE, Fault, NotAContainer, Opened, unpack
from portal.documents.verification import SignatureReport, seal_of, signatures_of
from portal.kernel.hashing import sha256_hex

RECORD, EVENTS, SEALS = "data/dossier.json", "data/events.json", "data/seals/"
NOT_SEALED = "not_sealed"
PROBLEMS = {
    "altered": "is not what was packed",
    "missing": "is missing",
    "added": "was added",
    "twice": "is there twice",
    "padding": "the package has bytes that belong to no file",
    "not_a_package": "this file is no packed dossier",
    "not_signed": "the list of files has no readable signature",
    "not_trusted": "the list of files is signed by nobody this portal trusts",
    "shape": "does not have the shape that its schema describes",
    "not_sealed": "happened too shortly before the packing to be proven by a seal",
    "not_ours": "is no seal of this portal’s log",
    "signature": "does not bear the signature it should",
}
"""What each code means, for the command line."""


def verify_package(data: bytes, *, at_home: bool = True) -> tuple[list[Fault], list[Fault]]:
    """The faults of a package, and what it merely does not prove; both best empty.

    `at_home`: compare its seals with this portal's own log too.
    """
    try:
        opened, faults = unpack(data)
    except NotAContainer:
        return [Fault("", "not_a_package")], []
    faults += _signature(opened)
    faults += _record(opened)
    events = list(_events(opened, at_home))
    doubts = [fault for fault in events if fault.problem == NOT_SEALED]
    return faults + [fault for fault in events if fault not in doubts], doubts


def signed_by(data: bytes) -> SignatureReport | None:
    """Who signed the list of files, when it can be read."""
    opened, _faults = unpack(data)
    return seal_of(opened.manifest, opened.signature)


def _signature(opened: Opened) -> Iterator[Fault]:
    report = seal_of(opened.manifest, opened.signature)
    if report is None:
        yield Fault(SIGNATURE, "not_signed")
    elif not report.intact:
        yield Fault(SIGNATURE, "altered")
    elif not report.trusted:
        yield Fault(SIGNATURE, "not_trusted")


def _record(opened: Opened) -> Iterator[Fault]:
    try:
        record = Record.model_validate_json(opened.files.get(RECORD, b""))
    except ValidationError:
        yield Fault(RECORD, "shape")
        return
    for row in [*record.files, *record.papers]:
        content = opened.files.get(row.path)
        if content is None or sha256_hex(content) != row.sha256:
            yield Fault(row.path, "altered" if content is not None else "missing")
    for paper in record.papers:
        signatures = signatures_of(opened.files.get(paper.path, b""))
        if paper.signed_at and not any(each.holds for each in signatures):
            yield Fault(paper.path, "signature")


def _events(opened: Opened, at_home: bool) -> Iterator[Fault]:
    try:
        told = json.loads(opened.files.get(EVENTS, b""))
        leaves = {
            int(path.removeprefix(SEALS).removesuffix(".bin")): content
            for path, content in opened.files.items()
            if path.startswith(SEALS)
        }
        proof = Extract(told["events"], told["seals"], leaves)
        found = list(disproved(proof))
    except (ValueError, KeyError, TypeError):
        yield Fault(EVENTS, "shape")
        return
    yield from (Fault(thing, problem) for thing, problem in found)
    if at_home:
        yield from (Fault(thing, problem) for thing, problem in strangers(proof))
