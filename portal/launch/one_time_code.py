"""`manage.py code ROLE`: the second factor of a demo account, for whoever has no phone at hand."""

import argparse
import base64
import hashlib
import hmac
import json
import os
import time
from pathlib import Path

from portal.launch.environment import ROOT
from portal.launch.folder import DataFolder
from portal.launch.words import Problem

SECONDS, DIGITS = 30, 6


def run(arguments: list[str]) -> int:
    """Print the code that is good now. Raises `Problem` when there is no such account."""
    options = _options(arguments)
    accounts = _accounts(DataFolder(Path(options.data)).summary)
    secrets = {account["role"]: account["totp_secret"] for account in accounts}
    if not secrets.get(options.role):
        known = ", ".join(role for role, secret in secrets.items() if secret)
        raise Problem(
            f"Không có tài khoản cán bộ “{options.role}”. Có: {known}",
            f"There is no official “{options.role}”. There are: {known}",
        )
    print(code(secrets[options.role], time.time()))
    return 0


def code(secret: str, now: float) -> str:
    """Time-based one-time password (RFC 6238, SHA-1) at `now`, in seconds since 1970 UTC."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    step = int(now // SECONDS).to_bytes(8)
    digest = hmac.new(key, step, hashlib.sha1).digest()
    start = digest[-1] & 0x0F
    number = int.from_bytes(digest[start : start + 4]) & 0x7FFFFFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="manage.py code", description=__doc__)
    parser.add_argument("role", help="role of the account in demo.json, such as desk")
    parser.add_argument("--data", default=os.environ.get("PORTAL_DATA_DIR", ROOT / ".demo"))
    return parser.parse_args(arguments)


def _accounts(summary: Path) -> list[dict]:
    if not summary.exists():
        raise Problem(
            f"Chưa có {summary}: hãy chạy python3 manage.py demo trước",
            f"{summary} is not there yet: run python3 manage.py demo first",
        )
    return json.loads(summary.read_text())["accounts"]
