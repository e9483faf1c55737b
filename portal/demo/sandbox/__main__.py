"""`python -m portal.demo.sandbox --port N`: make the database and serve until told to stop."""

import argparse
import os
import signal
import sys
from importlib import import_module

import django
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application

LOOPBACK = "127.0.0.1"


class Handler(WSGIRequestHandler):
    """Lets a partner that is down hang up, and one that names its headers `secret_key` read them:
    they come as `secret-key`, where Django's server would drop them.
    """

    def parse_request(self) -> bool:
        if not super().parse_request():
            return False
        for name in [name for name in self.headers if "_" in name]:
            self.headers[name.replace("_", "-")] = self.headers[name]
        return True

    def get_environ(self) -> dict:
        return {**super().get_environ(), "sandbox.line": self.connection}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    port = parser.parse_args().port
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.demo.sandbox.settings"
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    import_module("portal.demo.sandbox.content").load(os.environ["SECRET_KEY"])
    import_module("portal.demo.sandbox.store").prepare()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    server = ThreadedWSGIServer((LOOPBACK, port), Handler)
    server.daemon_threads = True
    server.set_app(get_wsgi_application())
    server.serve_forever()


if __name__ == "__main__":
    main()
