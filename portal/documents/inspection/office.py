import io
import re
import zipfile

from portal.documents.inspection.refusals import refuse

MOST_UNPACKED = 200 * 1024 * 1024
_PROGRAM = re.compile(r"(?i)(vbaproject|vbadata|^basic/|^scripts/|activex|oleobject)")
_REMOTE = re.compile(rb"(?i)relationships/(attachedTemplate|oleObject|frame)\"[^>]*External")


def check_office(data: bytes) -> None:
    """A DOCX or ODT that is whole and holds no program, no remote template and no password."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
                raise refuse("TOO_LARGE_INSIDE")
            if any(entry.flag_bits & 1 for entry in entries):
                raise refuse("LOCKED")
            if package.testzip() is not None:
                raise refuse("DAMAGED")
            _check_entries(package)
    except (zipfile.BadZipFile, EOFError, NotImplementedError):
        raise refuse("DAMAGED") from None


def _check_entries(package: zipfile.ZipFile) -> None:
    names = package.namelist()
    if any(_PROGRAM.search(name) for name in names):
        raise refuse("ACTIVE")
    if "[Content_Types].xml" in names and b"macroEnabled" in package.read("[Content_Types].xml"):
        raise refuse("ACTIVE")
    if any(_REMOTE.search(package.read(name)) for name in names if name.endswith(".rels")):
        raise refuse("ACTIVE")
    if "META-INF/manifest.xml" in names and b"encryption-data" in package.read(
        "META-INF/manifest.xml"
    ):
        raise refuse("LOCKED")
