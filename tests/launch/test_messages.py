import gettext
import os

import pytest

from portal.launch import messages

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture
def language(tmp_path, monkeypatch):
    monkeypatch.setattr(messages, "LOCALE", tmp_path)
    folder = tmp_path / "vi" / "LC_MESSAGES"
    (folder / "parts").mkdir(parents=True)
    return folder


def write(folder, part, *pairs):
    entries = "".join(f'msgid "{msgid}"\nmsgstr "{msgstr}"\n\n' for msgid, msgstr in pairs)
    (folder / "parts" / f"{part}.po").write_text(HEAD + entries)


def catalogue(folder):
    with (folder / "django.mo").open("rb") as compiled:
        return gettext.GNUTranslations(compiled)


def test_parts_become_one_catalogue(language):
    write(language, "accounts", ("Sign in", "Đăng nhập"))
    write(language, "dossiers", ("Dossier", "Hồ sơ"))
    messages.compile_changed()
    compiled = catalogue(language)
    assert compiled.gettext("Sign in") == "Đăng nhập"
    assert compiled.gettext("Dossier") == "Hồ sơ"


def test_nothing_is_compiled_again_until_a_part_changes(language):
    write(language, "accounts", ("Sign in", "Đăng nhập"))
    os.utime(language / "parts" / "accounts.po", (1, 1))
    os.utime(language / "parts", (1, 1))
    messages.compile_changed()
    assert messages.changed() == []
    write(language, "accounts", ("Sign in", "Vào"))
    ahead = (language / "django.mo").stat().st_mtime + 5
    os.utime(language / "parts" / "accounts.po", (ahead, ahead))
    assert messages.changed() == [language]
    messages.compile_changed()
    assert catalogue(language).gettext("Sign in") == "Vào"


def test_removed_part_leaves_the_catalogue(language):
    write(language, "accounts", ("Sign in", "Đăng nhập"))
    write(language, "old", ("Gone", "Đã bỏ"))
    messages.compile_language(language)
    (language / "parts" / "old.po").unlink()
    messages.compile_changed()
    assert catalogue(language).gettext("Gone") == "Gone"


def test_two_translations_of_one_message_are_named_and_the_first_counts(language):
    write(language, "a", ("Close", "Đóng"))
    write(language, "b", ("Close", "Gần"))
    whole, quarrels = messages.merged(language)
    assert whole.get("Close").string == "Đóng"
    assert quarrels == ["b.po: Close"]


def test_parts_of_the_portal_agree():
    for folder in messages.LOCALE.glob("*/LC_MESSAGES"):
        _, quarrels = messages.merged(folder)
        assert quarrels == []
