"""Print who may open which address, from the rights table that guards them."""

import re

from portal.management.printing import DOCS, PrintCommand, table
from portal.rights import RIGHTS, Who, row_of
from portal.routes import routes

HEAD = """# Rights

Who may open which address; an address that no row names is 404 for everybody, and so is somebody
else's object at an address that is open. Printed by `python3 manage.py print_rights --write` from
`portal/rights.py`; a test compares, and another opens every address as everybody.

"""
KINDS = {
    "PUBLIC": "everyone",
    "SIGNED_IN": "whoever has signed in, for what is their own",
    "OFFICIAL": "officials with a second factor",
}
# The back office has a handful of addresses for every table of the database.
BACK_OFFICE = "admin:"


class Command(PrintCommand):
    help = "Prints who may open which address (--write: into docs/rights.md)."
    target = DOCS / "rights.md"

    def page(self) -> str:
        rows = ((f"`{row}`", _who(who), _addresses(row)) for row, who in RIGHTS.items())
        return HEAD + table(("name of the address", "who", "addresses"), rows)


def _who(who: Who) -> str:
    roles = ", ".join(sorted(who.roles))
    return f"{KINDS[who.kind]} who hold {roles}" if roles else KINDS[who.kind]


def _addresses(row: str) -> str:
    if row.startswith(BACK_OFFICE) and "*" in row:
        return "pages of the back office"
    paths = {_readable(path) for name, path in routes().items() if row_of(name) == row}
    return ", ".join(f"`{path}`" for path in sorted(paths))


def _readable(path: str) -> str:
    """A pattern as people write it: `/ho-so/<pk>/`, without kinds of values and marks of regex."""
    path = re.sub(r"\(\?P(<\w+>)[^)]*\)", r"\1", path)
    path = re.sub(r"<\w+:(\w+)>", r"<\1>", path)
    return "/" + re.sub(r"[\^$?]|\\Z|\\", "", path)
