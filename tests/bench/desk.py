"""The work list at 200,000 dossiers against the same at 2,000, in paired, interleaved runs.

    .venv/bin/python -m tests.bench.desk --small 2000 --large 200000 --rounds 60

Two databases on one private PostgreSQL, each with one agency that has them all: one in ten under
way, loaded below the verbs. Each round asks both for every page, one right after the other, so that
a noisy machine disturbs both alike.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.load import percentile

PAGES = {
    "my work": "?viec=mine",
    "my unit": "?viec=unit",
    "my unit, page 2": "?viec=unit&sau=2026-11-26T00:00:00%2B00:00~1",
    "late": "?viec=unit&han=late",
    "in process, nobody": "?viec=unit&tt=PROCESSING&nguoi=0",
    "to decide": "?viec=decide",
    "to hand out": "?viec=return",
    "all I may see": "?viec=all",
    "all, by name": "?viec=all&q=a1b2",
    "all, by procedure": "?viec=all&thu_tuc=1.001193",
}
OVERRIDES = {
    "public_id": "gen_random_uuid()",
    "submit_key": "gen_random_uuid()",
    "submission_number": "'N' || n",
    "code": "CASE WHEN n %% 50 = 0 THEN NULL ELSE 'B' || n END",
    "applicant_name": "'Nguyễn ' || md5(n::text)",
    "applicant_folded": "'nguyen ' || md5(n::text)",
    "state": """(ARRAY['SUBMITTED', 'ACCEPTED', 'PROCESSING', 'PROCESSING', 'ASKED_IN_APPRAISAL',
        'PROPOSED', 'DONE', 'PROCESSING', 'ACCEPTED', 'PROCESSING'])
        [CASE WHEN n %% 10 = 0 THEN 1 + (n / 10) %% 10 ELSE NULL END]""",
    "assignee_id": "CASE WHEN n %% 30 = 0 THEN %(person)s ELSE NULL END",
    "deadline_at": "timestamptz '2026-11-20' + (n %% 5000) * interval '7 minutes'",
}
FINISHED = {"state": "'RETURNED'", "deadline_at": "NULL", "closed_at": "now()"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", type=int, default=2_000)
    parser.add_argument("--large", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--serve", type=int, default=0, help="used by itself")
    options = parser.parse_args()
    if options.serve:
        serve(options.serve)
    else:
        compare(options.small, options.large, options.rounds)


def compare(small: int, large: int, rounds: int) -> None:
    from portal.launch.throwaway import SETTINGS, Throwaway

    servers = Throwaway.started(Path(sys.prefix))
    try:
        both = [
            _started(servers, number, count, SETTINGS)
            for number, count in enumerate((small, large))
        ]
        taken = {page: ([], []) for page in PAGES}
        for turn in range(rounds + 3):
            for page in PAGES:
                for side, child in enumerate(both if turn % 2 else both[::-1]):
                    place = side if turn % 2 else 1 - side
                    answer = _ask(child, page)
                    if turn >= 3:
                        taken[page][place].append(answer)
        _show(taken)
        for child in both:
            child.stdin.close()
            child.wait()
    finally:
        servers.end()


def _started(servers, number: int, count: int, settings: str) -> subprocess.Popen:
    from portal.launch import schema

    postgres, name = servers.postgres, f"bench{number}"
    create = [postgres.binaries / "createdb", "-h", postgres.sockets, "-U", "postgres"]
    subprocess.run([*map(str, create), "-T", schema.NAME, name], check=True)
    url = postgres.url.removesuffix("/postgres") + f"/{name}"
    environment = {**servers.addresses(number), "DATABASE_URL": url}
    environment |= {"DJANGO_SETTINGS_MODULE": settings}
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.desk", "--serve", str(count)],
        env=os.environ | environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    print(child.stdout.readline().strip(), flush=True)
    return child


def _ask(child: subprocess.Popen, page: str) -> dict:
    child.stdin.write(page + "\n")
    child.stdin.flush()
    return json.loads(child.stdout.readline())


def _show(taken: dict) -> None:
    for page, sides in taken.items():
        times = [sorted(each["seconds"] for each in side) for side in sides]
        median = [statistics.median(side) * 1000 for side in times]
        slow = [percentile(side, 0.95) for side in times]
        queries = max(each["queries"] for each in sides[1])
        print(
            f"{page:<20} median {median[0]:6.1f} → {median[1]:6.1f} ms"
            f" ({median[1] / median[0]:4.2f} times)  p95 {slow[0]:7.1f} → {slow[1]:7.1f} ms"
            f" ({slow[1] / slow[0]:4.2f} times)  {queries} queries"
        )


def serve(count: int) -> None:
    """Load, then answer each line on stdin with how long that page took."""
    import django

    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext, setup_test_environment

    from portal.launch import assets

    setup_test_environment()
    assets.refresh()
    client = Client()
    began = time.perf_counter()
    load(count, client)
    print(f"{count} dossiers in {time.perf_counter() - began:.0f} s", flush=True)
    for line in sys.stdin:
        began = time.perf_counter()
        with CaptureQueriesContext(connection) as queries:
            response = client.get("/quan-tri/ho-so/" + PAGES[line.strip()])
        seconds = time.perf_counter() - began
        if response.status_code != 200:
            raise RuntimeError(f"{response.status_code} {line}")
        print(json.dumps({"seconds": seconds, "queries": len(queries)}), flush=True)


def load(count: int, client) -> None:
    """One commune with `count` dossiers; who asks holds every post that has lists."""
    from django.db import connection

    from dossiers.models import Dossier
    from dossiers.services.desk_counts import recount_desk
    from portal.agencies.roles import Role
    from tests.factories.accounts import citizen, come_in, official
    from tests.factories.agencies import appoint, commune
    from tests.factories.dossiers import accepted

    place = commune()
    desk = official(place.desk, Role.DESK)
    person = official(place.committee, Role.LEADER, Role.OFFICER)
    appoint(person, place.desk, Role.DESK)
    model = accepted(citizen(), place, desk)
    columns = [field.column for field in Dossier._meta.concrete_fields if field.name != "id"]
    with connection.cursor() as cursor:
        for where, more in (("n %% 10 = 0", {}), ("n %% 10 <> 0", FINISHED)):
            values = ", ".join((OVERRIDES | more).get(column, f"d.{column}") for column in columns)
            cursor.execute(
                f"INSERT INTO dossiers_dossier ({', '.join(columns)}) SELECT {values}"
                " FROM dossiers_dossier d, generate_series(1, %(count)s) n"
                f" WHERE d.id = %(model)s AND {where}",
                {"count": count, "model": model.pk, "person": person.pk},
            )
        cursor.execute("ANALYZE dossiers_dossier")
    recount_desk()
    come_in(client, person)


if __name__ == "__main__":
    main()
