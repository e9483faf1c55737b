"""Compiles the Vietnamese messages: `parts/*.po`, one an area, into the catalogue Django reads.

Also a command: `python -m portal.launch.messages`.
"""

from pathlib import Path

LOCALE = Path(__file__).resolve().parents[1] / "locale"


def compile_changed() -> None:
    """Compile the languages whose parts are newer than their catalogue."""
    for folder in LOCALE.glob("*/LC_MESSAGES"):
        parts = sorted(folder.glob("parts/*.po"))
        catalogue = folder / "django.mo"
        newest = max((file.stat().st_mtime for file in [folder / "parts", *parts]), default=0)
        if parts and (not catalogue.exists() or catalogue.stat().st_mtime <= newest):
            compile_language(folder, parts)


def compile_language(folder: Path, parts: list[Path]) -> None:
    """Merge the parts of one language and write its catalogue at once."""
    from babel.messages.mofile import write_mo

    new = folder / "django.mo.new"
    with new.open("wb") as out:
        write_mo(out, merged(folder.parent.name, parts)[0])
    new.replace(folder / "django.mo")


def merged(language: str, parts: list[Path]):
    """One catalogue of all parts, and what two parts translate in two ways (the first counts)."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import read_po

    whole, quarrels = Catalog(locale=language, charset="utf-8"), []
    for part in parts:
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
    for language in LOCALE.glob("*/LC_MESSAGES"):
        compile_language(language, sorted(language.glob("parts/*.po")))
