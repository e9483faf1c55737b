"""Compiles the Vietnamese messages: `parts/*.po`, one an area, into the catalogue Django reads.

Also a command: `python -m portal.launch.messages`.
"""

import os
from pathlib import Path

LOCALE = Path(__file__).resolve().parents[1] / "locale"


def changed() -> list[Path]:
    """Folders of the languages whose parts are newer than their catalogue."""
    return [folder for folder in sorted(LOCALE.glob("*/LC_MESSAGES")) if _is_stale(folder)]


def compile_changed() -> None:
    """Compile the languages whose parts are newer than their catalogue."""
    for folder in changed():
        compile_language(folder)


def _is_stale(folder: Path) -> bool:
    catalogue = folder / "django.mo"
    sources = [folder / "parts", *folder.glob("parts/*.po")]
    newest = max((source.stat().st_mtime for source in sources if source.exists()), default=0)
    return newest > 0 and (not catalogue.exists() or catalogue.stat().st_mtime <= newest)


def compile_language(folder: Path) -> None:
    """Merge the parts of one language and write its catalogue at once."""
    from babel.messages.mofile import write_mo

    new = folder / f"django.mo.{os.getpid()}"
    with new.open("wb") as out:
        write_mo(out, merged(folder)[0])
    new.replace(folder / "django.mo")


def merged(folder: Path):
    """One catalogue of all parts, and what two parts translate in two ways (the first counts)."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import read_po

    language = folder.parent.name
    whole, quarrels = Catalog(locale=language, charset="utf-8"), []
    for part in sorted(folder.glob("parts/*.po")):
        with part.open("rb") as source:
            for message in read_po(source, locale=language, abort_invalid=True):
                known = whole.get(message.id, message.context) if message.id else None
                if known and known.string != message.string:
                    quarrels.append(f"{part.name}: {message.id}")
                elif message.id and message.string:
                    whole.add(
                        message.id, message.string, context=message.context, flags=message.flags
                    )
    return whole, quarrels


if __name__ == "__main__":
    for folder in LOCALE.glob("*/LC_MESSAGES"):
        compile_language(folder)
