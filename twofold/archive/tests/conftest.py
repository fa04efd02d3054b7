"""The demo couple for a module of tests: made once, and undone after it."""

from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings

from twofold.archive.demo import make, today_of_the_couple
from twofold.couples.models import Couple
from twofold.people.models import Person


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[SimpleNamespace]:
    here = replace(settings.ENV, data=tmp_path_factory.mktemp("demo"))
    with django_db_blocker.unblock(), override_settings(ENV=here), transaction.atomic():
        make(today_of_the_couple())
        people = {one.called.lower(): one for one in Person.objects.all()}
        yield SimpleNamespace(couple=Couple.objects.get(), **people)
        transaction.set_rollback(True)
