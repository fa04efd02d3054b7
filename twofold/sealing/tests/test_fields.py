"""No unsealed byte reaches the database, whichever way it is sent there."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.test.utils import isolate_apps

from twofold.sealing.age import seal_to, seal_with_passphrase
from twofold.sealing.fields import KeyringField, KitField, PackageField, SealedField
from twofold.sealing.sealer import make_identity, recipient_of

SOMEBODY = recipient_of(make_identity())
ONE = seal_to([SOMEBODY], b"x")
TWO = seal_to([SOMEBODY, SOMEBODY], b"x")
KIT = seal_with_passphrase("0123", b"x", work=14)


@pytest.fixture
def note(transactional_db):
    """A model with one sealed column and one that may be null."""
    with isolate_apps("twofold.sealing"):

        class Note(models.Model):
            sealed = SealedField()
            answer = PackageField(null=True)

            class Meta:
                app_label = "sealing"

            def __str__(self) -> str:
                return "note"

        with connection.schema_editor() as editor:
            editor.create_model(Note)
        yield Note
        with connection.schema_editor() as editor:
            editor.delete_model(Note)


FITS = [
    (SealedField, [ONE, b""], [TWO, KIT, b"words"]),
    (KeyringField, [ONE, TWO], [b"", KIT, b"words"]),
    (KitField, [KIT], [b"", ONE, TWO, b"words"]),
    (PackageField, [ONE], [b"", TWO, KIT, b"words"]),
]


@pytest.mark.parametrize(("column", "fitting", "unfit"), FITS)
def test_each_column_takes_its_own_kind_and_no_other(column, fitting, unfit):
    field = column(name="sealed")
    for value in fitting:
        for given in (value, bytearray(value), memoryview(value)):
            field.clean(given, None)
            field.get_db_prep_save(given, connection)
    for value in unfit:
        with pytest.raises(ValidationError):
            field.clean(value, None)
        with pytest.raises(ValidationError):
            field.get_db_prep_save(value, connection)


@pytest.mark.parametrize(("column", "most"), [(SealedField, 98_304), (PackageField, 8_192)])
def test_each_column_has_its_own_limit(column, most):
    field = column(name="sealed")
    with pytest.raises(ValidationError, match=f"{most:,}"):
        field.clean(seal_to([SOMEBODY], b"x" * most), None)


def test_text_is_refused(note):
    field = SealedField(name="sealed")
    for value in ("words", "é", 5, ["x"]):
        with pytest.raises(ValidationError):
            field.clean(value, None)
        with pytest.raises(ValidationError):
            note(sealed=value).save()


def test_a_letter_is_saved_emptied_and_read_back_as_bytes(note):
    kept = note.objects.create(sealed=ONE)
    assert note.objects.get().sealed == ONE
    assert type(note.objects.get().sealed) is bytes
    assert note.objects.get().answer is None
    kept.sealed = b""
    kept.full_clean()
    kept.save()
    assert note.objects.get().sealed == b""


def test_every_way_into_the_database_is_guarded(note):
    kept = note.objects.create(sealed=ONE)
    kept.sealed = b"words"
    with pytest.raises(ValidationError):
        kept.full_clean()
    ways = [
        kept.save,
        lambda: kept.save(update_fields=["sealed"]),
        lambda: note.objects.create(sealed=b"words"),
        lambda: note.objects.bulk_create([note(sealed=b"words")]),
        lambda: note.objects.bulk_update([kept], ["sealed"]),
        lambda: note.objects.update(sealed=b"words"),
        lambda: note.objects.update_or_create(pk=kept.pk, defaults={"sealed": b"words"}),
        lambda: note.objects.update(answer=b""),
    ]
    for way in ways:
        with pytest.raises(ValidationError):
            way()
    assert list(note.objects.values_list("sealed", "answer")) == [(ONE, None)]


def test_a_checked_column_can_be_copied_in_the_database(note):
    note.objects.create(sealed=ONE)
    note.objects.update(answer=models.F("sealed"))
    assert note.objects.get().answer == ONE
