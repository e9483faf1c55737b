"""Tokens of partners: one sign-in for all workers, nothing legible where they are kept."""

import json
import time
from base64 import b64encode
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.conf import settings as portal
from django.core.cache import cache
from django.db import connections
from redis import Redis

from portal.integrations import tokens
from portal.integrations.errors import Retry
from portal.integrations.national.gen1.client import Generation1
from portal.integrations.national.gen2.client import Generation2
from portal.integrations.post.carriers import carrier
from portal.integrations.post.vnpost import BEGINNING
from portal.integrations.tokens import EARLY, Tokens, opened, seal
from portal.kernel.keyring import KeyringError, new_key

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


class Partner:
    """Gives a new token at every sign-in and takes the last one only."""

    def __init__(self, life=HOUR):
        self.given, self.life = 0, life
        self.tokens = Tokens("partner", self.sign_in)

    def sign_in(self):
        self.given += 1
        time.sleep(0.05)
        return f"token-{self.given}", self.life

    def ask(self):
        return self.tokens.use(
            lambda token: token == f"token-{self.given}", lambda is_good: not is_good
        )

    def forget(self):
        self.given += 1


def kept_in_redis() -> bytes:
    """Everything in Redis, as somebody sees it who has got hold of it."""
    with Redis.from_url(portal.REDIS_URL) as redis:
        return b"\n".join(
            b"%b %r" % (key, redis.get(key) if redis.type(key) == b"string" else b"")
            for key in redis.scan_iter()
        )


def generation_1():
    return Generation1()._ask("TraCuuHoSo", {"mahoso": "H99.22-261120-0001"}, "dossier:1")


def generation_2():
    return Generation2().next_code("H99.22", "dossier:1")


def post():
    return carrier("vnpost").track(BEGINNING)


def at_once(work, hands=2):
    """Several workers who begin together; what each got, or the error."""
    start, got = Barrier(hands), []

    def hand():
        start.wait()
        try:
            got.append(work())
        except Exception as error:  # handed to the test
            got.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=hand) for _each in range(hands)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return got


PARTNERS = [
    pytest.param("post", "token", post, id="post"),
    pytest.param("national", "login", generation_1, id="national, generation 1"),
    pytest.param("national", "GetToken", generation_2, id="national, generation 2"),
]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("partner", "signing_in", "work"), PARTNERS)
def test_two_workers_sign_in_once_and_leave_nothing_legible(sandbox, partner, signing_in, work):
    sandbox.fault(partner, "slow", delay=0.4, part=f"/{signing_in}")
    got = at_once(work)
    assert not [each for each in got if isinstance(each, Exception)]
    lines = [line for line in sandbox.traffic(partner) if line["operation"] == signing_in]
    assert len(lines) == 1
    given = next(
        str(value)
        for name, value in json.loads(lines[0]["answer"]).items()
        if name in ("access_token", "session")
    )
    redis = kept_in_redis()
    assert b"partner-token:" in redis
    assert given.encode() not in redis


def test_a_token_is_asked_for_once_until_its_time_is_nearly_over():
    partner = Partner(life=EARLY + timedelta(seconds=1))
    assert partner.ask() and partner.ask()
    assert partner.given == 1
    time.sleep(1.1)
    assert partner.ask()
    assert partner.given == 2


def test_a_kept_token_that_is_refused_is_replaced_and_a_new_one_is_not():
    partner = Partner()
    assert partner.ask()
    partner.forget()
    assert partner.ask()
    assert partner.given == 3

    refusing = Partner()
    refusing.tokens = Tokens("refusing", refusing.sign_in)
    assert refusing.tokens.use(lambda token: "no", lambda said: True) == "no"
    assert refusing.given == 1


def test_a_token_that_all_workers_find_refused_is_replaced_once():
    partner = Partner()
    partner.ask()
    partner.forget()
    signed_in = partner.given
    assert at_once(partner.ask, hands=4) == [True] * 4
    assert partner.given == signed_in + 1


def test_a_sign_in_that_fails_gives_way_to_the_next_worker():
    def fail():
        raise Retry("away")

    with pytest.raises(Retry, match="away"):
        Tokens("partner", fail).use(str, lambda said: False)
    assert Partner().ask()


def test_who_waits_for_a_colleague_in_vain_comes_again_later(monkeypatch):
    monkeypatch.setattr(tokens, "PATIENCE_SECONDS", 0.3)
    partner = Partner()
    with partner.tokens._alone() as is_alone:
        assert is_alone
        with pytest.raises(Retry, match="signing in"):
            partner.ask()
    assert partner.ask()


def test_without_the_cache_every_worker_signs_in_for_itself(settings):
    settings.CACHES = {
        "default": {**settings.CACHES["default"], "LOCATION": "unix:///nowhere/redis.sock"}
    }
    partner = Partner()
    assert partner.ask() and partner.ask()
    assert partner.given == 2


def test_a_sealed_token_opens_for_its_partner_and_with_its_key_only(settings):
    sealed = seal("secret", "post")
    assert "secret" not in sealed
    assert opened(sealed, "post") == "secret"
    with pytest.raises(KeyringError):
        opened(sealed, "national")
    cache.set("partner-token:partner", sealed)
    partner = Partner()
    assert partner.ask(), "what cannot be opened is had anew"
    settings.FIELD_KEYS = {"k9": b64encode(new_key()).decode()}
    with pytest.raises(KeyringError):
        opened(sealed, "post")
