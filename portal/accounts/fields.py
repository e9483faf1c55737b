"""Columns that hold what must not be read from a database dump: encrypted values and keyed hashes.

Encryption is randomised, so an encrypted column cannot be searched; a `LookupHashField` beside it
answers "who has this value" with a keyed hash. Both behave the same in the tables of field history,
because the history copies the fields with their types.
"""

import json
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.exceptions import FieldError
from django.core.serializers.json import DjangoJSONEncoder
from django.core.signals import setting_changed
from django.db import models
from django.dispatch import receiver

from portal.kernel.keyring import Keyring


@lru_cache(maxsize=1)
def keyring() -> Keyring:
    """The keys of this installation: `FIELD_KEYS` (id → base64) and `LOOKUP_KEY` (base64).

    The first key encrypts, all of them decrypt. Raises KeyringError when they are unusable.
    """
    return Keyring.from_texts(settings.FIELD_KEYS, settings.LOOKUP_KEY)


@receiver(setting_changed)
def _forget_keys(*, setting: str, **kwargs: Any) -> None:
    if setting in {"FIELD_KEYS", "LOOKUP_KEY"}:
        keyring.cache_clear()


def lookup_hash(value: str) -> str:
    """The keyed hash under which `value` is found; empty for an empty value."""
    return keyring().lookup(value) if value else ""


class EncryptedTextField(models.TextField):
    """Text kept encrypted with the key id in front; empty text stays empty."""

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if value is None or value == "" or hasattr(value, "resolve_expression"):
            return value
        return keyring().encrypt(self.pack(value), self.place)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        return self.unpack(keyring().decrypt(value, self.place)) if value else value

    @property
    def place(self) -> str:
        """Table and column: a value copied to another place does not open there."""
        return f"{self.model._meta.db_table}.{self.column}"

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is encrypted: search its lookup hash instead")
        return super().get_lookup(lookup_name)

    def pack(self, value: Any) -> str:
        return str(value)

    def unpack(self, text: str) -> Any:
        return text


class EncryptedJSONField(EncryptedTextField):
    """A JSON value kept encrypted as text. The database sees nothing of its shape."""

    def pack(self, value: Any) -> str:
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True)

    def unpack(self, text: str) -> Any:
        return json.loads(text)

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if value is None or hasattr(value, "resolve_expression"):
            return value
        return keyring().encrypt(self.pack(value), self.place)

    def to_python(self, value: Any) -> Any:
        return value

    def value_to_string(self, obj: models.Model) -> str:
        return self.pack(self.value_from_object(obj))


class LookupHashField(models.CharField):
    """Keyed hash of another column of the same row, kept in step at each save.

    Search with `.filter(number_hash__matches="079…")`: the value is hashed before it is compared.
    """

    def __init__(self, *args: Any, of: str = "", **kwargs: Any) -> None:
        self.of = of
        kwargs.setdefault("max_length", 64)
        kwargs["editable"] = False
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("editable", None)
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        digest = lookup_hash(getattr(model_instance, self.of) or "")
        setattr(model_instance, self.attname, digest)
        return digest


@LookupHashField.register_lookup
class Matches(models.lookups.Exact):
    """`__matches`: compare with the hash of the value given."""

    lookup_name = "matches"

    def get_prep_lookup(self) -> str:
        return lookup_hash(str(self.rhs))

    def get_rhs_op(self, connection: Any, rhs: str) -> str:
        return f"= {rhs}"
