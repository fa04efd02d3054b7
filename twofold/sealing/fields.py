"""Database columns that hold sealed bytes and refuse anything else.

Promise: the envelope check runs in `clean()` and again whenever a value is on its way into the
database (save, bulk_create, bulk_update, update), so no unsealed byte gets there by forgetting
to validate. Expressions that copy another column are not looked into.
"""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from .envelope import KIT_BYTES, LETTER_BYTES, EnvelopeError, check_envelope, check_kit

PART_BYTES = 8_192

if TYPE_CHECKING:
    Bytes = models.BinaryField[Any, Any]
else:
    Bytes = models.BinaryField  # takes a type in the stubs alone


class EnvelopeField(Bytes):
    """Bytes that pass a check of their shape, and are `bytes` on every database."""

    def check_shape(self, sealed: bytes) -> None:
        """Raise EnvelopeError where the bytes are not what this column holds."""
        raise NotImplementedError

    def from_db_value(self, value: Any, *_: Any) -> bytes | None:
        return None if value is None else bytes(value)

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except ValueError:  # a text that is not the base64 of a fixture
            raise ValidationError("Sealed columns hold bytes.", code="unsealed") from None

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        self._refuse_unsealed(value)

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        if not hasattr(value, "as_sql"):
            self._refuse_unsealed(value)
        return super().get_db_prep_save(value, connection)

    def _refuse_unsealed(self, value: Any) -> None:
        if value is None:
            return  # whether a column may be empty is Django's to check
        if not isinstance(value, bytes | bytearray | memoryview):
            raise ValidationError("Sealed columns hold bytes.", code="unsealed")
        try:
            self.check_shape(bytes(value))
        except EnvelopeError as error:
            raise ValidationError(str(error), code="unsealed") from error


class SealedField(EnvelopeField):
    """A letter: sealed to one reader or one couple, or empty where it was removed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def check_shape(self, sealed: bytes) -> None:
        if sealed:
            check_envelope(sealed, LETTER_BYTES)


class KeyringField(EnvelopeField):
    """A part of a keyring: sealed to the person, or to their passphrase and recovery keys."""

    def check_shape(self, sealed: bytes) -> None:
        check_envelope(sealed, PART_BYTES, stanzas=(1, 2))


class KitField(EnvelopeField):
    """A recovery kit: the armoured text of an age file that a recovery code opens, as bytes."""

    def check_shape(self, sealed: bytes) -> None:
        check_kit(sealed, KIT_BYTES)


class PackageField(EnvelopeField):
    """What passes between two people once: an invitation package or an introduction."""

    def check_shape(self, sealed: bytes) -> None:
        check_envelope(sealed, PART_BYTES)
