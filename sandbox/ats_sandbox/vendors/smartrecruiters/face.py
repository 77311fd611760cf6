"""What callers see of SmartRecruiters."""

from pathlib import Path

from ats_sandbox.contract.encodings import any_unicode
from ats_sandbox.contract.gates import authenticate, permit, spend
from ats_sandbox.contract.published import read_published
from ats_sandbox.contract.vendor import Face
from ats_sandbox.vendors.smartrecruiters.auth import AUTH, let_active_in
from ats_sandbox.vendors.smartrecruiters.declined import DECLINED
from ats_sandbox.vendors.smartrecruiters.error_format import ERROR_FORMAT, implied, match_media_type
from ats_sandbox.vendors.smartrecruiters.errors import INJECTABLE
from ats_sandbox.vendors.smartrecruiters.ids import BY_NOUN
from ats_sandbox.vendors.smartrecruiters.languages import read_language
from ats_sandbox.vendors.smartrecruiters.limits import LIMIT
from ats_sandbox.vendors.smartrecruiters.resources import RESOURCES
from ats_sandbox.vendors.smartrecruiters.where import WHERE

FACE = Face(
    resources=RESOURCES,
    auth=AUTH,
    error_format=ERROR_FORMAT,
    unpack=any_unicode,
    gates=(authenticate, let_active_in, spend, permit, match_media_type, read_language),
    limit=LIMIT,
    injectable=INJECTABLE,
    implied=implied,
    declined=DECLINED,
    published=lambda: read_published(Path(__file__).with_name("published.txt")),
    ids=BY_NOUN,
    where=WHERE,
)
