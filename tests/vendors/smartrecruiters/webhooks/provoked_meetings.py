"""Requests that lead to events of interviews and reviews."""

from collections.abc import Iterator

from ats_sandbox.vendors.smartrecruiters import ids
from tests.client import VendorClient
from tests.vendors.smartrecruiters import meetings, test_reviews
from tests.vendors.smartrecruiters.webhooks.provocation import READY, Expected, Provocation, done, expected
from tests.vendors.smartrecruiters.webhooks.provoked_people import names


def _scheduled(client: VendorClient) -> tuple[str, ...]:
    """A new interview, as bodies name it."""
    one = meetings.application_of(client)
    made = done(client.post(meetings.INTERVIEWS_PATH, json=meetings.body_for(client, one))).json["id"]
    _, candidate, application = names(client, one)
    return made, application, candidate, client.read().company.identifier


def interview(client: VendorClient) -> Iterator[Expected]:
    yield READY
    yield expected(*_scheduled(client))


def interview_changed(client: VendorClient) -> Iterator[Expected]:
    made = _scheduled(client)
    yield READY
    done(client.patch(f"{meetings.INTERVIEWS_PATH}/{made[0]}", json={"location": "The attic"}))
    yield expected(*made)


def timeslot_changed(client: VendorClient) -> Iterator[Expected]:
    made = _scheduled(client)
    path = f"{meetings.INTERVIEWS_PATH}/{made[0]}"
    slot = client.get(path).json["timeslots"][0]["id"]
    yield READY
    done(client.patch(f"{path}/timeslots/{slot}/noshow?value=true"))
    yield expected(*made)


def timeslot_dropped(client: VendorClient) -> Iterator[Expected]:
    made = _scheduled(client)
    path = f"{meetings.INTERVIEWS_PATH}/{made[0]}"
    slot = client.get(path).json["timeslots"][0]["id"]
    yield READY
    done(client.delete(f"{path}/timeslots/{slot}"))
    yield expected(*made)


def interview_cancelled(client: VendorClient) -> Iterator[Expected]:
    made = _scheduled(client)
    yield READY
    done(client.delete(f"{meetings.INTERVIEWS_PATH}/{made[0]}"))
    yield expected(*made)


def _reviewed(client: VendorClient) -> tuple[str, str]:
    one = test_reviews.unreviewed(client)
    return names(client, one)[2], test_reviews.written(client, one)["id"]


def review(client: VendorClient) -> Iterator[Expected]:
    yield READY
    yield expected(*_reviewed(client))


def review_changed(client: VendorClient) -> Iterator[Expected]:
    made = _reviewed(client)
    body = {"reviewerId": ids.USER.write(client.read(), 1), "overallRating": 2}
    yield READY
    done(client.patch(f"{test_reviews.REVIEWS}/{made[1]}", json=body))
    yield expected(*made)


def review_deleted(client: VendorClient) -> Iterator[Expected]:
    made, reviewer = _reviewed(client), ids.USER.write(client.read(), 1)
    yield READY
    done(client.delete(f"{test_reviews.REVIEWS}/{made[1]}", query_string={"reviewerId": reviewer}))
    yield expected(*made)


OF_MEETINGS: list[tuple[str, Provocation]] = [
    ("interview.created", interview),
    ("interview.updated", interview_changed),
    ("interview.updated", timeslot_changed),
    ("interview.updated", timeslot_dropped),
    ("interview.canceled", interview_cancelled),
    ("review.created", review),
    ("review.updated", review_changed),
    ("review.deleted", review_deleted),
]
