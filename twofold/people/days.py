"""Days as people live them: an evening that runs past midnight still belongs to the day before."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

DAY_STARTS_AT = 4  # o'clock: most people are asleep, in nearly every couple
BACKDATING_DAYS = 7


def is_time_zone(name: str) -> bool:
    """Whether `name` is a time zone this machine knows, such as "Europe/Lisbon"."""
    return name in available_timezones()


def day_of(moment: datetime, time_zone: str) -> date:
    """The day that an aware `moment` belongs to, for someone who lives in `time_zone`."""
    local = moment.astimezone(ZoneInfo(time_zone))
    return (local - timedelta(hours=DAY_STARTS_AT)).date()


def start_of(day: date, time_zone: str) -> datetime:
    """The aware moment at which `day` begins in `time_zone`."""
    return datetime.combine(day, time(DAY_STARTS_AT), ZoneInfo(time_zone))
