"""The demo accounts that `demo.json` repeats."""

import json
import os
from pathlib import Path
from typing import TypedDict


class Account(TypedDict):
    """`start_url` is a path, the demo puts its address in front; `totp_secret` may be empty."""

    role: str
    login: str
    password: str
    totp_secret: str
    start_url: str


def _file() -> Path:
    return Path(os.environ["PORTAL_DATA_DIR"]) / "accounts.json"


def kept() -> list[Account]:
    """Accounts drawn so far, by this start or an earlier one."""
    return json.loads(_file().read_text()) if _file().exists() else []


def keep(account: Account) -> None:
    """Add an account, or replace the one of the same role; the file stays private."""
    accounts = [known for known in kept() if known["role"] != account["role"]] + [account]
    new = _file().with_suffix(".new")
    new.touch(mode=0o600)
    new.write_text(json.dumps(accounts, ensure_ascii=False, indent=2))
    new.replace(_file())
