"""The wire shapes of packages, orders and results; what an order is about shows as it is now.

A shape's requests are derived before those of what contains it.
"""

from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import ResponseSchema, shape_of
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.enums import APPLICATION_STATUS, RESULT
from ats_sandbox.vendors.stackone.ids import synthetic
from ats_sandbox.vendors.stackone.jobs import hiring_team
from ats_sandbox.vendors.stackone.orders.records import HOST, Item, Order, tests_of
from ats_sandbox.vendors.stackone.shapes import AtsJobHiringTeam, CandidateEmail
from ats_sandbox.vendors.stackone.state import APPLICATION_FACTS, JOB_FACTS, facts_of
from ats_sandbox.vendors.stackone.view_context import ViewContext
from ats_sandbox.vendors.stackone.vocabulary import APPLICATION_STATUS as STATUSES
from ats_sandbox.world.domain.candidates import Candidate


class Package(ResponseSchema):
    """A package, or one of its tests, as it is or as it was when it was ordered."""

    id, remote_id = wire.remote_ids("remote_id")
    name = wire.text()
    description = wire.text()


class AssessmentPackage(Package):
    """A package of assessments."""


class BackgroundCheckPackage(Package):
    """A package of background checks."""

    tests = wire.many(
        Package, lambda one, context: one.tests if isinstance(one, Item) else tests_of(context.world, one.id)
    )


_PACKAGE = "name description tests passthrough"
wire.input_of(Package, "name description", name="NewTest")
NewPackage = wire.input_of(BackgroundCheckPackage, _PACKAGE, name="NewPackage")
"""A new package of background checks; nothing is required."""
wire.input_of(Package, "name description id", name="RevisedTest")
RevisedPackage = wire.input_of(BackgroundCheckPackage, _PACKAGE, name="RevisedPackage")
"""What changes of a package; absent members stay, null clears, tests are replaced as a whole; known ones keep ids."""
wire.input_of(Package)
wire.input_of(BackgroundCheckPackage, name="OrderedChecksInput")


def _status(order: Order, context: ViewContext) -> Document | None:
    application = context.world.applications.get(order.application)
    if application is None:
        return None
    return STATUSES.show(application.status, facts_of(context.world, APPLICATION_FACTS, application.id).status)


class OrderApplication(ResponseSchema):
    """The application that an order is about."""

    id, remote_id = wire.ids("application", "application")
    application_status = wire.enum(APPLICATION_STATUS, _status)


def _team(order: Order, context: ViewContext) -> list[Document] | None:
    job = context.world.jobs.get(order.job)
    return None if job is None else hiring_team(job, facts_of(context.world, JOB_FACTS, job.id), context)


class OrderJob(ResponseSchema):
    """The job that an order is about."""

    id, remote_id = wire.ids("job", "job")
    title = wire.text(lambda order, context: (job := context.world.jobs.get(order.job)) and (job.title or None))
    hiring_team = wire.many(AtsJobHiringTeam, _team)


def _person(order: Order, context: ViewContext) -> Candidate | None:
    return context.world.candidates.get(order.candidate)


class OrderCandidate(ResponseSchema):
    """The candidate that an order is about."""

    id, remote_id = wire.ids("candidate", "candidate")
    first_name = wire.text(lambda order, context: (one := _person(order, context)) and (one.first_name or None))
    last_name = wire.text(lambda order, context: (one := _person(order, context)) and (one.last_name or None))
    emails = wire.many(CandidateEmail, lambda order, context: (one := _person(order, context)) and one.emails)
    profile_url = wire.text()


class AssessmentOrder(ResponseSchema):
    """An order of an assessment."""

    id, remote_id = wire.remote_ids("key")
    package = wire.one(Package, "item")
    application = wire.one(OrderApplication, lambda order, _: None if order.application is None else order)
    job = wire.one(OrderJob, lambda order, _: None if order.job is None else order)
    candidate = wire.one(OrderCandidate, lambda order, _: None if order.candidate is None else order)
    requester = wire.one(AtsJobHiringTeam)
    results_update_url = wire.text()


class BackgroundCheckOrder(AssessmentOrder):
    """An order of background checks."""

    package = wire.one(BackgroundCheckPackage, "item")


wire.input_of(OrderApplication, "id remote_id application_status passthrough")
wire.input_of(OrderJob, "id remote_id title hiring_team passthrough")
wire.input_of(OrderCandidate, "id remote_id first_name last_name emails passthrough profile_url")
_ORDER = "id package application job candidate requester results_update_url passthrough"
AssessmentOrderInput = wire.input_of(AssessmentOrder, _ORDER)
BackgroundCheckOrderInput = wire.input_of(BackgroundCheckOrder, f"{_ORDER} remote_id")
"""New orders; nothing is required. Their ids are the caller's, if they are sent."""


class OrderResult(ResponseSchema):
    """The answer to an order. It has no envelope."""

    id, remote_id = wire.remote_ids("key")
    test_url = wire.text(lambda order, _: f"{HOST}/{synthetic(order.key)}")


Score = shape_of("Score", **{name: wire.text() for name in ("label", "value", "min", "max")})


ResultAttachment = shape_of("ResultAttachment", url=wire.text(), content_type=wire.enum("AttachmentContentType"))
"""A file that belongs to a result."""


class OutcomeCandidate(ResponseSchema):
    """Whom a result is about."""

    id, remote_id = wire.ids("candidate", "candidate")
    profile_url = wire.text()


class OrderOutcome(ResponseSchema):
    """What came of an order."""

    id, remote_id = wire.remote_ids("key")
    score = wire.one(Score, "outcome.score")
    start_date = wire.moment("outcome.start_date")
    submission_date = wire.moment("outcome.submission_date")
    summary = wire.text("outcome.summary")
    result = wire.enum(RESULT, "outcome.result")
    result_url = wire.text("outcome.result_url")
    attachments = wire.many(ResultAttachment, "outcome.attachments")
    candidate = wire.one(OutcomeCandidate, lambda order, _: order)


wire.input_of(OutcomeCandidate, "id profile_url", name="ResultCandidateInput")
ResultInput = wire.input_of(
    OrderOutcome,
    "score start_date submission_date summary result result_url attachments candidate passthrough",
    name="ResultInput",
)
"""What came of an order; all of it is optional, and what is sent again overwrites."""
