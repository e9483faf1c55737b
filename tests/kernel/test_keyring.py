import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel.keyring import Keyring, KeyringError, Tampered, UnknownKey, new_key

OLD, NEW, LOOKUP = new_key(), new_key(), new_key()
RING = Keyring({"k1": OLD, "k2": NEW}, "k2", LOOKUP)


@given(st.text(), st.text(max_size=20))
def test_what_is_encrypted_comes_back(text, context):
    assert RING.decrypt(RING.encrypt(text, context), context) == text


def test_the_same_text_never_looks_the_same():
    assert RING.encrypt("001099012345") != RING.encrypt("001099012345")
    assert "001099012345" not in RING.encrypt("001099012345")


def test_a_value_opens_only_in_its_place():
    stored = RING.encrypt("bí mật", "accounts.citizen.number")
    with pytest.raises(Tampered):
        RING.decrypt(stored, "accounts.organisation.number")


@given(st.data())
def test_any_change_is_noticed(data):
    stored = RING.encrypt("001099012345")
    place = data.draw(st.integers(len("k2."), len(stored) - 1))
    letter = data.draw(st.characters(categories=["L", "N"], max_codepoint=127))
    changed = stored[:place] + letter + stored[place + 1 :]
    if changed == stored:
        return
    with pytest.raises(Tampered):
        RING.decrypt(changed)


@pytest.mark.parametrize("stored", ["", "k2", "k2.", "k2.AAAA", "k2.không"])
def test_what_is_no_ciphertext_is_named_so(stored):
    with pytest.raises(Tampered):
        RING.decrypt(stored)


def test_rotation_keeps_old_values_readable_and_names_them():
    before = Keyring({"k1": OLD}, "k1", LOOKUP)
    stored = before.encrypt("bí mật")
    assert RING.decrypt(stored) == "bí mật"
    assert not RING.is_current(stored)
    assert RING.is_current(RING.encrypt(RING.decrypt(stored)))


def test_a_lost_key_is_named():
    after = Keyring({"k2": NEW}, "k2", LOOKUP)
    stored = Keyring({"k1": OLD}, "k1", LOOKUP).encrypt("bí mật")
    with pytest.raises(UnknownKey, match="k1"):
        after.decrypt(stored)


def test_the_lookup_hash_outlives_rotation_and_needs_its_key():
    before = Keyring({"k1": OLD}, "k1", LOOKUP)
    assert before.lookup("001099012345") == RING.lookup("001099012345")
    assert Keyring({"k1": OLD}, "k1", new_key()).lookup("x") != RING.lookup("x")


@pytest.mark.parametrize(
    ("keys", "current", "lookup"),
    [
        ({"k1": OLD}, "k2", LOOKUP),
        ({"k1": b"short"}, "k1", LOOKUP),
        ({"k.1": OLD}, "k.1", LOOKUP),
        ({"k1": OLD}, "k1", b"short"),
    ],
    ids=["current key missing", "key too short", "dot in a name", "lookup key too short"],
)
def test_an_unsafe_ring_is_refused(keys, current, lookup):
    with pytest.raises(KeyringError):
        Keyring(keys, current, lookup)
