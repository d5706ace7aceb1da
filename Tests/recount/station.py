"""The station's time: its zone, its shifts, and the hour at which its duty day begins."""
import bisect
from datetime import date, datetime, timedelta, timezone

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = timedelta(days=1)
EPOCH = date(1970, 1, 1)
MOMENT = datetime(1970, 1, 1, tzinfo=timezone.utc)


class Plan:
    """The station's zone, shifts and the minute at which its duty day begins. Moments are milliseconds UTC."""

    def __init__(self, facts):
        self.offsets = [(o["from"], o["seconds"] * 1000) for o in facts["zone"]["offsets"]]
        self.offsets.sort()
        self.starts = [start for start, _ in self.offsets]
        self.zone = facts["zone"]["name"]
        self.shifts = facts["shifts"]
        self.day_start = facts["dayStart"] * MINUTE

    def offset(self, moment):
        return self.offsets[max(0, bisect.bisect_right(self.starts, moment) - 1)][1]

    def day(self, moment):
        """The duty day a moment belongs to."""
        return EPOCH + timedelta(days=(moment + self.offset(moment) - self.day_start) // (24 * HOUR))

    def moment(self, day, minutes=0):
        """When the wall clock shows `minutes` after midnight."""
        wall = (day - EPOCH).days * 24 * HOUR + minutes * MINUTE
        guess = wall - self.offset(wall)
        return wall - self.offset(guess)

    def begins(self, day):
        return self.moment(day, self.day_start // MINUTE)

    def final_from(self, day):
        """Noon of the fourth day, the duty day itself being the first."""
        return self.moment(day + 3 * DAY, 12 * 60)

    def shift(self, moment):
        minute = (moment + self.offset(moment)) // MINUTE % 1440
        for shift in self.shifts:
            start, end = shift["from"], shift["to"]
            if start <= minute < end or (end <= start and (minute >= start or minute < end)):
                return shift["name"]
        return None

    def text(self, moment):
        offset = self.offset(moment)
        wall = MOMENT + timedelta(milliseconds=moment + offset)
        fraction = f".{wall.microsecond // 1000:03}" if wall.microsecond else ""
        sign, minutes = ("-" if offset < 0 else "+"), abs(offset) // MINUTE
        return f"{wall:%Y-%m-%dT%H:%M:%S}{fraction}{sign}{minutes // 60:02}:{minutes % 60:02}"

    def read(self, text):
        """A moment in ISO 8601; without an offset it is the station's own time."""
        told = datetime.fromisoformat(text)
        if told.tzinfo is not None:
            return round((told - MOMENT) / timedelta(milliseconds=1))
        return self.moment(told.date()) + round((told - datetime.combine(told.date(), datetime.min.time()))
                                                / timedelta(milliseconds=1))


def days(first, last):
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
