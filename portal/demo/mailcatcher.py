"""Catches the mail of the demo: takes every message, keeps it as a file, shows it on a small page.

No Django here: it starts at once and takes mail while the portal restarts. Pages: `/` the list,
`/messages.json` its twin (`?to=` narrows both to one recipient), `/<name>.eml` one as it came.
"""

import argparse
import asyncio
import json
import os
import socket
import threading
import time
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from aiosmtpd.smtp import SMTP, Envelope, Session

LARGEST = 25 * 1024 * 1024
NEWEST = 200
PAGE = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>Thư đã gửi</title></head>
<body><main><h1>Thư đã gửi</h1><p>Bản chạy thử không gửi thư ra ngoài; mọi thư nằm ở đây.</p>
%s</main></body></html>"""


class Keeper:
    """Stores each message; says yes to the sender only after the file is safely on the disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.numbers = count()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        recipients = ", ".join(envelope.rcpt_tos)
        head = f"X-Envelope-To: {recipients}\r\n".encode()
        name = f"{time.time_ns():020d}-{next(self.numbers):04d}"
        write_safely(self.folder / f"{name}.eml", head + envelope.original_content)
        return f"250 kept as {name}"


def write_safely(file: Path, content: bytes) -> None:
    """The file appears whole or not at all."""
    new = file.with_suffix(".new")
    with new.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    new.replace(file)


def messages(folder: Path, recipient: str = "") -> Iterator[dict[str, object]]:
    """The newest messages first, at most `NEWEST`; `recipient` narrows to one address."""
    found = 0
    for file in sorted(folder.glob("*.eml"), reverse=True):
        message = message_from_bytes(file.read_bytes(), policy=policy.default)
        if recipient.lower() in str(message["X-Envelope-To"]).lower():
            yield _described(file, message)
            found += 1
        if found == NEWEST:
            return


def _described(file: Path, message: EmailMessage) -> dict[str, object]:
    plain, rich = message.get_body(["plain"]), message.get_body(["html"])
    return {
        "name": file.name,
        "to": str(message["X-Envelope-To"]),
        "from": str(message["From"]),
        "subject": str(message["Subject"]),
        "date": str(message["Date"]),
        "message_id": str(message["Message-ID"]),
        "text": plain.get_content() if plain else "",
        "html": rich.get_content() if rich else "",
        "attachments": [part.get_filename() for part in message.iter_attachments()],
    }


class Pages(BaseHTTPRequestHandler):
    """The small window on the folder; reads only."""

    folder: Path

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        recipient = parse_qs(address.query).get("to", [""])[0]
        if address.path == "/messages.json":
            listing = list(messages(self.folder, recipient))
            self._answer("application/json", json.dumps(listing, ensure_ascii=False).encode())
        elif address.path == "/":
            self._answer("text/html; charset=utf-8", self._page(recipient))
        else:
            self._file(address.path.removeprefix("/"))

    def _page(self, recipient: str) -> bytes:
        letters = [
            f"<article><h2>{escape(str(letter['subject']))}</h2>"
            f"<p>{escape(str(letter['to']))} · {escape(str(letter['date']))}"
            f' · <a href="/{letter["name"]}">.eml</a></p>'
            f"<pre>{escape(str(letter['text']))}</pre></article>"
            for letter in messages(self.folder, recipient)
        ]
        return (PAGE % ("".join(letters) or "<p>Chưa có thư nào.</p>")).encode()

    def _file(self, name: str) -> None:
        kept = {file.name: file for file in self.folder.glob("*.eml")}
        if name in kept:
            self._answer("message/rfc822", kept[name].read_bytes())
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _answer(self, kind: str, body: bytes) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", "default-src 'none'")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(body)


class Window(ThreadingHTTPServer):
    """An HTTP server on a socket that is already listening."""

    daemon_threads = True

    def __init__(self, door: socket.socket, folder: Path) -> None:
        handler = type("FolderPages", (Pages,), {"folder": folder})
        super().__init__(door.getsockname(), handler, bind_and_activate=False)
        self.socket.close()
        self.socket = door


async def catch(door: socket.socket, folder: Path) -> None:
    """Take mail on a listening socket for ever."""
    keeper = Keeper(folder)
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(keeper, data_size_limit=LARGEST, enable_SMTPUTF8=True), sock=door
    )
    await server.serve_forever()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--smtp-fd", type=int, required=True)
    parser.add_argument("--http-fd", type=int, required=True)
    options = parser.parse_args()
    options.folder.mkdir(exist_ok=True)
    window = Window(socket.socket(fileno=options.http_fd), options.folder)
    threading.Thread(target=window.serve_forever, daemon=True).start()
    asyncio.run(catch(socket.socket(fileno=options.smtp_fd), options.folder))


if __name__ == "__main__":
    main()
