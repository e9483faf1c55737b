"""A signed call is believed only whole: method, path, body, moment and key."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from portal.integrations.signatures import (
    WINDOW,
    Algorithm,
    Key,
    Refusal,
    SignatureRefused,
    check,
    digest_of,
    sign,
)

PATH = "/api/v1/partners/national/dossiers"
BODY = '{"MaHoSo": "Đ"}'.encode()
NOW = 1_795_200_000
SHARED = Key("k1", Algorithm.HMAC, b"a secret of at least thirty-two bytes")
PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
SIGNING = Key("e1", Algorithm.ED25519, PRIVATE.private_bytes_raw())
CHECKING = Key("e1", Algorithm.ED25519, PRIVATE.public_key().public_bytes_raw())


def refusal(headers, *, method="POST", path=PATH, body=BODY, keys=None, now=NOW) -> Refusal | None:
    try:
        check(method, path, body, headers, keys or {"k1": SHARED}, now=now)
    except SignatureRefused as refused:
        return refused.refusal
    return None


@pytest.mark.parametrize(("made", "held"), [(SHARED, SHARED), (SIGNING, CHECKING)])
def test_what_is_signed_is_believed(made, held):
    headers = sign("POST", PATH, BODY, made, now=NOW)
    signed = check("post", PATH, BODY, headers, {held.id: held}, now=NOW + 10)
    assert signed.key_id == made.id
    assert signed.nonce in headers["Signature-Input"]


def test_two_calls_never_share_a_nonce():
    made = {sign("POST", PATH, BODY, SHARED, now=NOW)["Signature-Input"] for _call in range(50)}
    assert len(made) == 50


def test_nothing_of_a_call_can_be_changed():
    headers = sign("POST", PATH, BODY, SHARED, now=NOW)
    other_body = {**headers, "Content-Digest": digest_of(b"{}")}
    later = headers["Signature-Input"].replace(str(NOW), str(NOW + 1))
    assert refusal(headers) is None
    assert refusal(headers, method="PUT") is Refusal.WRONG
    assert refusal(headers, path=PATH + "/x") is Refusal.WRONG
    assert refusal(headers, body=b"{}") is Refusal.BODY
    assert refusal(other_body, body=b"{}") is Refusal.WRONG
    assert refusal({**headers, "Signature-Input": later}) is Refusal.WRONG
    stranger = Key("k1", Algorithm.HMAC, b"another secret of at least 32 bytes")
    assert refusal(headers, keys={"k1": stranger}) is Refusal.WRONG
    assert refusal(headers, keys={"k2": SHARED}) is Refusal.WRONG
    # A public key must never serve as a shared secret.
    confused = Key("e1", Algorithm.HMAC, CHECKING.material)
    assert (
        refusal(sign("POST", PATH, BODY, confused, now=NOW), keys={"e1": CHECKING}) is Refusal.WRONG
    )


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(-301, Refusal.TIME), (-300, None), (0, None), (300, None), (301, Refusal.TIME)],
)
def test_the_window_is_five_minutes_both_ways(seconds, expected):
    assert WINDOW.total_seconds() == 300
    headers = sign("POST", PATH, BODY, SHARED, now=NOW)
    assert refusal(headers, now=NOW + seconds) is expected


def test_a_signature_that_covers_less_is_malformed():
    headers = sign("POST", PATH, BODY, SHARED, now=NOW)
    stated = headers["Signature-Input"]
    for wrong in (
        stated.replace(' "content-digest"', ""),
        stated.split(";nonce")[0],
        stated.replace("created=", "creaTed="),
        stated + ', other=("@method")',
        stated + ";nonce=",
        'sig=();created=1;keyid="k1";nonce="n"',
        "không phải chữ ký",
    ):
        assert refusal({**headers, "Signature-Input": wrong}) is Refusal.MALFORMED, wrong
    for wrong in ("sig=abc", "sig=:a:", "sig=::", headers["Signature"] + ", x=:AA==:"):
        assert refusal({**headers, "Signature": wrong}) is Refusal.MALFORMED, wrong
    for name in headers:
        assert refusal({**headers, name: ""}) is Refusal.MISSING


@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=100))
def test_no_header_breaks_the_check(stated, value, digest):
    headers = {"Signature-Input": stated, "Signature": value, "Content-Digest": digest}
    assert refusal(headers) is not None
    params = 'sig=("@method" "@path" "content-digest")' + stated
    value = f"sig=:{base64.b64encode(value.encode('utf-8', 'replace')).decode()[:180]}:"
    assert refusal({**headers, "Signature-Input": params, "Signature": value}) is not None
