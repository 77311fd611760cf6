"""How the public calls a published ad: its number, its UUID, and the pages where it is read and answered."""

import re
from urllib.parse import urlencode

from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.vendor import IdCodec
from ats_sandbox.world import id_codecs
from ats_sandbox.world.domain.commands.publications import published_content
from ats_sandbox.world.domain.native_ids import native_id, read_native_id
from ats_sandbox.world.domain.postings import Posting, PostingVisibility
from ats_sandbox.world.domain.reading import Reading

SITE = "jobs.smartrecruiters.com"
_NUMBER = ("smartrecruiters", "posting")
_FIRST = 743_999_700_000_000
_NO_WORD = re.compile(r"[\W_]+")

POSTING_UUID = IdCodec(
    lambda world, ordinal: native_id(world, "public_posting", ordinal),
    lambda world, text: read_native_id(world, "public_posting", text),
)
"""The `uuid` of a published ad; that of the ad itself is another one."""
POSTING_NUMBER = IdCodec(
    lambda world, ordinal: id_codecs.digits(world.seed, *_NUMBER, ordinal, _FIRST),
    lambda world, text: id_codecs.read_digits(world.seed, *_NUMBER, text, _FIRST),
)
"""The `id` of a published ad: 15 digits."""


def posting_named(world: Reading, text: str) -> Posting | None:
    """The ad that a public id names, be it the number or the UUID."""
    number = POSTING_NUMBER.read(world, text)
    return world.postings.get(POSTING_UUID.read(world, text) if number is None else number)


def posting_url(call: AnyCall, ad: Posting) -> str:
    """The page of a published ad."""
    name = _NO_WORD.sub("-", published_content(call.world, ad).title.lower())
    slug = "-".join(part for part in (POSTING_NUMBER.write(call.world, ad.id), name) if part.strip("-"))
    return call.url_at(SITE, f"/{call.world.company.identifier}/{slug}")


def apply_url(call: AnyCall, ad: Posting, source: dict[str, str] | None = None) -> str:
    """The application form of a published ad, which notes down the source that is given as parameters."""
    return f"{posting_url(call, ad)}?{urlencode({'oga': 'true', **(source or {})})}"


def referral_url(call: AnyCall, ad: Posting) -> str:
    """The page on which employees refer somebody to a published ad."""
    company = call.world.company.identifier
    uuid = POSTING_UUID.write(call.world, ad.id)
    return call.url_at(SITE, f"/external-referrals/company/{company}/publication/{uuid}?dcr_ci={company}")


def is_open(ad: Posting) -> bool:
    """True when an ad can be read without knowing somebody: it is published, and not to a chosen few."""
    return ad.published and ad.visibility is not PostingVisibility.PRIVATE
