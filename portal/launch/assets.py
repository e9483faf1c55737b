"""What is made at set-up instead of kept in the tree: compiled messages and subset fonts."""

import hashlib
import shutil
import subprocess

from portal.launch import messages, troubles
from portal.launch.environment import PYTHON, ROOT, alone
from portal.launch.words import say

FONTS = ROOT / "static" / "fonts"
STAMP = FONTS / ".made"
RECIPE = ROOT / "portal" / "launch" / "fonts.py"


def refresh() -> None:
    """Make what is missing or older than its source; one start at a time. Raises `Problem`."""
    if not messages.changed() and _fonts_agree():
        return
    try:
        with alone():
            messages.compile_changed()
            if not _fonts_agree():
                _make_fonts()
    except OSError as error:
        raise troubles.project_read_only(ROOT) from error


def _recipe() -> str:
    return hashlib.sha256(RECIPE.read_bytes()).hexdigest()


def _fonts_agree() -> bool:
    return STAMP.exists() and STAMP.read_text() == _recipe()


def _make_fonts() -> None:
    """The stamp is written last, so that a start that was cut off is done again."""
    say("Rút gọn phông chữ", "making the fonts small")
    shutil.rmtree(FONTS, ignore_errors=True)
    subprocess.run([PYTHON, "-m", "portal.launch.fonts"], cwd=ROOT, check=True)
    STAMP.write_text(_recipe())
