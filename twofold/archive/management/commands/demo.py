"""`manage.py demo`: fills an empty database with the demo couple, and says how to sign in."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from twofold.archive.demo import make, today_of_the_couple
from twofold.people.models import Person


class Command(BaseCommand):
    help = "Fill an empty database with a made-up couple and their year."

    def handle(self, *args: Any, **options: Any) -> None:
        if Person.objects.exists():
            raise CommandError("There are people here already. The demo needs an empty database.")
        lines = ["", "Mira and Jon are here, with a year behind them. Sign in as either:", ""]
        for one in make(today_of_the_couple()):
            lines += [
                f"  {one.called}",
                f"    name           {one.name}",
                f"    passphrase     {one.passphrase}",
                f"    recovery code  {one.recovery_code}",
                "",
            ]
        lines.append("Both passphrases are printed in Twofold’s own files: write nothing private here.")
        self.stdout.write("\n".join([*lines, ""]))
