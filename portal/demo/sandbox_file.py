"""The partners that `demo.json` repeats, each with the page that shows its traffic."""

import json
import os
from pathlib import Path

from portal.demo.sandbox.partners import PARTNERS


def load() -> None:
    """Write `sandboxes.json` into the data folder; the demo puts its address in front of `url`."""
    listed = [
        {"name": partner.name, "label": partner.label, "url": f"/doi-tac/{partner.name}/"}
        for partner in PARTNERS
    ]
    file = Path(os.environ["PORTAL_DATA_DIR"]) / "sandboxes.json"
    file.write_text(json.dumps(listed, ensure_ascii=False, indent=2))
