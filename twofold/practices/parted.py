"""What ends here when a couple parts: a session that stands open, a break, a time without phones."""

from django.db.models import F

from twofold.couples.models import Couple

from .breaks import Break
from .live import LiveSession
from .phones import PhonesDown
from .seats import Seat


def end_for(couple: Couple) -> None:
    """Nothing of it stands open afterwards, and no moment is kept at which a phone was seen."""
    ended = {"ended_at": F("created_at")}  # or the other could read there when the place was closed
    open_session = LiveSession.objects.of(couple).open()
    open_session.update(phase=LiveSession.Phase.ENDED, turn_ends_at=None, remaining_ms=None, **ended)
    Seat.objects.filter(session__couple=couple).update(seen_at=None)
    Break.objects.of(couple).delete()
    PhonesDown.objects.of(couple).filter(ended_at=None).update(**ended)
