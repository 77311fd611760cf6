"""Offers: list them, read those of a candidate on a job, and who was asked to approve one."""

import re
from collections.abc import Callable
from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.comma_separated import CommaSeparated
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.resources.listing import Filter
from ats_sandbox.contract.schema import ResponseSchema, shape_of
from ats_sandbox.vendors.smartrecruiters import apis, errors, ids
from ats_sandbox.vendors.smartrecruiters.approvals.jobs import approval_for
from ats_sandbox.vendors.smartrecruiters.approvals.requests import ApprovalRequest
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Call, Facts
from ats_sandbox.vendors.smartrecruiters.documents import document_of, id_of
from ats_sandbox.vendors.smartrecruiters.links import link, links
from ats_sandbox.vendors.smartrecruiters.paging import SliceQuery, Style
from ats_sandbox.vendors.smartrecruiters.repositories import APPLICATIONS, CANDIDATES, Records
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.vendors.smartrecruiters.vocabulary import Spelled
from ats_sandbox.world.clock import DAY, HOUR, MINUTE, iso
from ats_sandbox.world.domain import offers as kept
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.commands.approvals import latest_approval
from ats_sandbox.world.domain.offers import OfferStatus
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.users import UserRole
from ats_sandbox.world.store.selection import Selection

ROOT = "/candidates/{id}/jobs/{jobId}/offers"
ONE = f"{ROOT}/{{offerId}}"
WITHOUT_ACCESS = frozenset({UserRole.INTERVIEWER, UserRole.EMPLOYEE})
"""The roles whose users see no offers."""
UNITS = {"minute": MINUTE, "hour": HOUR, "day": DAY, "week": 7 * DAY, "month": 30 * DAY, "year": 365 * DAY}
_AGE = re.compile(rf"([0-9]{{1,6}}) ?({'|'.join(UNITS)})s?")


def sees_offers(call: AnyCall) -> bool:
    """True when the role of the caller has access to offers."""
    user = call.world.users.get(call.caller.user)
    return user is not None and user.role not in WITHOUT_ACCESS


class Offers(Records[kept.Offer]):
    """Offers, which belong to the application that a path names."""

    def rows(self, call: AnyCall) -> Selection[kept.Offer]:
        """Those on applications: others that were recorded are not from here."""
        if not sees_offers(call):
            raise errors.OffersForbidden
        rows = super().rows(call)
        loose = call.world.offers.where(application=None)
        return rows.only(lambda one: one.application is not None) if loose else rows

    def find(self, call: AnyCall, text: str | None, *, forbidden: type[ApiError] | None = None) -> kept.Offer | None:
        application = APPLICATIONS.on_path(call)
        if not sees_offers(call):
            raise errors.OffersForbidden
        record = super().find(call, text, forbidden=forbidden)
        return record if record is not None and record.application == application.id else None


def _approved_offer(world: Reading) -> kept.Offer:
    """The first offer that was sent after somebody had approved it, and that everybody may see."""
    shown = (one for one in world.offers if not _application(world, one).confidential)
    return next(one for one in shown if one.sent_at is not None and latest_approval(world, offer=one.id) is not None)


def _application(world: Reading, offer: kept.Offer) -> Application:
    assert offer.application is not None, "offers that are shown are on applications"
    return world.applications[offer.application]


OFFERS = Offers(kept.OFFERS, "offerId", errors.OfferNotFound, sample=_approved_offer)
_SAMPLE_PATH: dict[str, Callable[[Reading], str]] = {
    "id": lambda world: ids.CANDIDATE.write(world, _application(world, _approved_offer(world)).candidate),
    "jobId": lambda world: ids.JOB.write(world, _application(world, _approved_offer(world)).job),
}
offers = Resource(
    "Offers", "What candidates are offered", apis.OFFERS, CANDIDATES, APPLICATIONS, OFFERS, path=_SAMPLE_PATH
)


def _candidate(one: kept.Offer, call: AnyCall) -> str:
    return ids.CANDIDATE.write(call.world, _application(call.world, one).candidate)


def _job(one: kept.Offer, call: AnyCall) -> str:
    return ids.JOB.write(call.world, _application(call.world, one).job)


def _properties(one: kept.Offer, call: AnyCall) -> dict[str, str]:
    """The terms of an offer as texts."""
    told = {
        "salary": None if one.salary is None else f"{one.salary:.15g}",
        "currency": one.currency,
        "startDate": None if one.starts_at is None else iso(one.starts_at),
    }
    return {name: value for name, value in told.items() if value is not None}


STATUSES = {one: one.value.upper() for one in OfferStatus}


class Offer(ResponseSchema):
    """An offer; its properties are texts by name."""

    id = fields.Text(of=id_of(ids.OFFER), required=True)
    status = Spelled(STATUSES, of=lambda one, call: one.status or OfferStatus.CREATED, required=True)
    createdOn = fields.DateTime(of="created_at", required=True)
    updatedOn = fields.DateTime(of="updated_at", required=True)
    properties = fields.FreeObject(of=_properties)
    actions = links(
        "OfferActions",
        required=True,
        candidate=link("/candidates/{id}", _candidate, required=True),
        job=link("/jobs/{jobId}", _job),
        details=link(ONE, _candidate, _job, id_of(ids.OFFER), required=True),
    )


OffersPage = shape_of(
    "Offers",
    limit=fields.Integer(),
    offset=fields.Integer(),
    totalFound=fields.Integer(required=True),
    content=fields.Array(fields.Nested(Offer), required=True),
)


def _slice(call: AnyCall, rows: Any, show: Callable[[Any], Document]) -> Document:
    """A part of a list that begins with what was updated last."""
    limit, offset = call.query["limit"], call.query["offset"]
    found = sorted(rows, key=lambda one: (one.updated_at, one.id), reverse=True)
    page = [show(one) for one in found[offset : offset + limit]]
    return {"limit": limit, "offset": offset, "totalFound": len(found), "content": page}


class LastUpdatedFirst(Style, frozen=True):
    """By offset, with the total, beginning with what was updated last."""

    def envelope(self, item: Any, name: str = "", *, required: bool = True) -> Any:
        return OffersPage


def age_of(text: str) -> int | None:
    """Milliseconds of an age such as `10 days`."""
    found = _AGE.fullmatch(text)
    return None if found is None else int(found[1]) * UNITS[found[2]]


def _aged(call: AnyCall) -> bool:
    """True when an age is asked for, beside which dates do not count."""
    return call.query.get("age") is not None


offers.lists(
    "/offers",
    "List offers, the last updated first.\n\nOf `age`, as in `10 days`, and the two dates, the age counts.",
    id="list_offers",
    item=Offer,
    rows=OFFERS.rows,
    style=LastUpdatedFirst(SliceQuery, (), _slice),
    envelope="OffersSlice",
    filters=(
        Filter(
            "createdAfter",
            fields.DateTime,
            lambda call, rows, at: rows if _aged(call) else rows.created_since(at),
        ),
        Filter(
            "createdBefore",
            fields.DateTime,
            lambda call, rows, at: rows if _aged(call) else rows.only(lambda one: one.created_at < at),
        ),
        Filter(
            "age",
            lambda: fields.Pattern("age", age_of, pattern=_AGE.pattern, called="age such as 10 days"),
            lambda call, rows, text: rows.created_since(call.world.now - (age_of(text) or 0)),
        ),
        Filter(
            "status",
            lambda: CommaSeparated(Spelled(STATUSES)),
            lambda call, rows, statuses: rows.where_any("status", statuses) if statuses else rows,
        ),
    ),
    errors=[errors.OffersForbidden],
)
SEEN = Facts(forbidden=errors.OffersUnauthorized)


@offers.get(
    ROOT,
    id="list_candidate_offers",
    returns=OffersPage,
    errors=[errors.OffersForbidden],
    evidence=apis.OFFERS.evidence,
    facts=SEEN,
)
def list_candidate_offers(call: Call) -> Document:
    """List the offers to a candidate on a job."""
    application = APPLICATIONS.on_path(call)
    found = list(OFFERS.rows(call).where(application=application.id))
    return {"totalFound": len(found), "content": [document_of(Offer, one, call) for one in found]}


offers.shows(
    ONE,
    "Get an offer to a candidate on a job.",
    id="get_candidate_offer",
    schema=Offer,
    errors=[errors.OffersForbidden],
    facts=SEEN,
)
offers.shows(
    f"{ONE}/approvals/latest",
    "Get the latest request to approve an offer.",
    id="get_latest_offer_approval",
    schema=ApprovalRequest,
    record=lambda call: approval_for(call, latest_approval(call.world, offer=OFFERS.get_or_404(call).id)),
    errors=[errors.OffersForbidden, errors.ApprovalsNotFound, errors.ApprovalsForbidden],
    facts=SEEN,
)
