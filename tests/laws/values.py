"""Values as clients really send them: every script and direction, nothing at all, far too much, dates of all kinds."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import strategies as st

ODD = (
    " ",
    "\t\r\n",
    "\x00",
    "\ufeff",
    "null",
    "0",
    "-1",
    "true",
    "[]",
    "Ada",
    "ada",
    "مرحبا بالعالم",
    "שלום עולם",
    "\u202eright to left\u202c",
    "日本語の名前",
    "👩‍👩‍👧‍👦🏳️‍🌈",
    "e\u0301",
    "é",
    "İstanbul",
    "straße",
    "STRASSE",
    "½ ٣ ²",
    "a,b;c&d=e?f#g%20+h",
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "'; DROP TABLE candidates; --",
)

LONG = "long text "

characters = st.characters(exclude_categories=["Cs"])
"""All that JSON can carry: surrogates alone cannot be written in UTF-8."""


@st.composite
def _texts(draw: st.DrawFn) -> str:
    one = draw(st.one_of(st.just(""), st.sampled_from((*ODD, LONG)), st.text(characters, max_size=30)))
    return one if one != LONG else LONG * 500


texts = _texts()
names = texts.filter(str.strip)
"""Texts that are more than blanks."""

ranks = st.integers(0, 9_999)
"""Which one of those that there are, in whatever number."""

sizes = st.integers(1, 200)
"""How many records to ask for at once."""

MAILS = (
    "ada@example.com",
    "ADA@EXAMPLE.COM",
    "ada+jobs@example.org",
    "o'hara@example.com",
    "straße@example.com",
    "josé.ñandú@example.com",
    "用户@example.org",
    "x" * 64 + "@mail.example.org",
)


@st.composite
def _mails(draw: st.DrawFn) -> str:
    return draw(st.sampled_from(MAILS))


mails = _mails()
"""Addresses that look like some; several people may have one."""

floats = st.floats(allow_nan=False, allow_infinity=False)
numbers = st.one_of(floats, st.integers(-(2**53), 2**53))


def maybe(values: st.SearchStrategy) -> st.SearchStrategy:
    """A value or null."""
    return st.one_of(st.none(), values)


@dataclass(frozen=True)
class Moment:
    """An instant (milliseconds since 1970) and one of the ways to write it."""

    text: str
    instant: int

    @property
    def iso(self) -> str:
        """In UTC, with milliseconds."""
        return written(self.instant) + "Z"

    @property
    def seconds(self) -> str:
        """In UTC, the fraction cut."""
        return self.iso[:-5] + "Z"


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def written(instant: int) -> str:
    """In UTC, with milliseconds, without saying so."""
    return (EPOCH + timedelta(milliseconds=instant)).strftime("%Y-%m-%dT%H:%M:%S").zfill(19) + f".{instant % 1000:03}"


def moment(instant: int, minutes: int, style: str) -> Moment:
    """The instant as a clock with that offset from UTC and that style writes it."""
    if style == "day":
        instant = instant // 86_400_000 * 86_400_000
        return Moment(written(instant)[:10], instant)
    if style == "bare":
        return Moment(written(instant), instant)
    if style == "zulu":
        return Moment(written(instant) + "Z", instant)
    if style == "micros":
        return Moment(written(instant) + "987Z", instant)
    local = (EPOCH + timedelta(milliseconds=instant)).astimezone(timezone(timedelta(minutes=minutes)))
    return Moment(local.isoformat(timespec="milliseconds"), instant)


INSTANTS = (0, -1, 999, 1_709_164_800_000, 4_102_444_799_999, -2_208_988_800_000)


@st.composite
def _moments(draw: st.DrawFn) -> Moment:
    instant = draw(st.one_of(st.sampled_from(INSTANTS), st.integers(-30_000_000_000_000, 200_000_000_000_000)))
    style = draw(st.sampled_from(["day", "bare", "zulu", "micros", "offset"]))
    return moment(instant, draw(st.integers(-14 * 60, 14 * 60)), style)


moments = _moments()
"""Instants from the year 1019 on, leap days and the time before 1970 included, however they are written."""
