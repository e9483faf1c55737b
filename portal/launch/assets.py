"""What is made at set-up instead of kept in the tree: compiled messages and subset fonts."""

import hashlib
import shutil
import subprocess

from portal.launch import messages, troubles
from portal.launch.environment import PYTHON, ROOT
from portal.launch.words import say

FONTS = ROOT / "static" / "fonts"
RECIPE = ROOT / "portal" / "launch" / "fonts.py"


def refresh() -> None:
    """Make what is missing or older than its source. Raises `Problem`."""
    try:
        messages.compile_changed()
        _fonts()
    except OSError as error:
        raise troubles.project_read_only(ROOT) from error


def _fonts() -> None:
    """The stamp is written last, so that a start that was cut off is done again."""
    recipe = hashlib.sha256(RECIPE.read_bytes()).hexdigest()
    stamp = FONTS / ".made"
    if stamp.exists() and stamp.read_text() == recipe:
        return
    say("Rút gọn phông chữ", "making the fonts small")
    shutil.rmtree(FONTS, ignore_errors=True)
    subprocess.run([PYTHON, "-m", "portal.launch.fonts"], cwd=ROOT, check=True)
    stamp.write_text(recipe)
