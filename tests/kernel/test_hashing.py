import json
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel.hashing import canonical_json, salted_hash, sha256_hex

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


@given(values)
def test_canonical_json_reads_back(value):
    assert json.loads(canonical_json(value)) == value


@given(st.dictionaries(st.text(), st.integers(), min_size=2, max_size=6))
def test_the_order_of_keys_does_not_matter(value):
    turned = dict(reversed(value.items()))
    assert canonical_json(value) == canonical_json(turned)


def test_canonical_json_is_compact_utf8_with_plain_values():
    class Kind(Enum):
        ONE = "one"

    value = {
        "tên": "Mận",
        "b": date(2026, 11, 24),
        "a": [Decimal("1.50"), UUID(int=1), Kind.ONE, {2, 1}],
        "c": datetime(2026, 11, 24, 7, 30, tzinfo=timezone(timedelta(hours=7))),
    }
    assert canonical_json(value).decode() == (
        '{"a":["1.50","00000000-0000-0000-0000-000000000001","one",[1,2]],'
        '"b":"2026-11-24","c":"2026-11-24T07:30:00+07:00","tên":"Mận"}'
    )


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_numbers_without_one_form_are_refused(value):
    with pytest.raises(ValueError, match="JSON"):
        canonical_json(value)


def test_things_without_one_form_are_refused():
    with pytest.raises(TypeError):
        canonical_json(object())


def test_hashes_are_the_standard_ones():
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert sha256_hex(b"") == sha256_hex("") == empty
    # RFC 4231, test case 2
    assert salted_hash("what do ya want for nothing?", "Jefe") == (
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    )
