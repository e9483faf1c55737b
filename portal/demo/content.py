"""The demo province, part by part, in the order in which one needs the other.

Every part is a function without arguments that may run again and again: it creates what is missing
and leaves the rest. It may print one line about what it did. A part that draws accounts adds them
to `accounts.json` in the data folder with `portal.demo.accounts_file.keep`.
"""

from collections.abc import Callable

from portal.agencies.services.import_places import import_places
from portal.demo import (
    accounts,
    acting,
    agencies,
    catalogue,
    counter,
    desk,
    dossiers,
    duties,
    endings,
    figures,
    local_terms,
    messages,
    money,
    places,
    post,
    sandbox_file,
    threads,
    wallet,
    wordings,
)

PARTS: list[Callable[[], object]] = [
    agencies.load,
    import_places,
    places.load,
    accounts.load,
    catalogue.load,
    local_terms.load,
    duties.load,
    messages.load,
    post.load,
    counter.load,
    dossiers.load,
    wallet.load,
    money.load,
    acting.load,
    desk.load,
    endings.load,
    threads.load,
    wordings.load,
    figures.load,
    sandbox_file.load,
]
