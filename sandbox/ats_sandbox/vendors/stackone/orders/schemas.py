"""The wire shapes of packages, orders and results; what an order is about shows as it is now."""

from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import RequestSchema, ResponseSchema
from ats_sandbox.contract.views import view_of
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.candidates import contact
from ats_sandbox.vendors.stackone.enums import APPLICATION_STATUS, ATTACHMENT_CONTENT_TYPE, RESULT
from ats_sandbox.vendors.stackone.ids import id_pair, synthetic
from ats_sandbox.vendors.stackone.jobs import hiring_team
from ats_sandbox.vendors.stackone.orders.records import HOST, Order, tests_of
from ats_sandbox.vendors.stackone.shapes import CandidateEmail, HiringTeam
from ats_sandbox.vendors.stackone.state import APPLICATION_FACTS, JOB_FACTS, facts_of
from ats_sandbox.vendors.stackone.view_context import ViewContext
from ats_sandbox.vendors.stackone.vocabulary import APPLICATION_STATUS as STATUSES


class Package(ResponseSchema):
    """A package, or one of its tests, as it was when it was ordered."""

    id, remote_id = wire.remote_ids("remote_id")
    name = wire.text()
    description = wire.text()


class AssessmentPackage(ResponseSchema):
    """A package of assessments."""

    id, remote_id = wire.ids("assessment_package")
    name = wire.text()
    description = wire.text()


class BackgroundCheckPackage(ResponseSchema):
    """A package of background checks."""

    id, remote_id = wire.ids("background_check_package")
    name = wire.text()
    description = wire.text()
    tests = wire.many(Package, lambda package, context: tests_of(context.world, package.id))


PackageInput = wire.input_of(Package)
OrderedChecksInput = wire.input_of(BackgroundCheckPackage, name="OrderedChecksInput")


class NewTest(RequestSchema):
    """One of the checks of a new package."""

    name = wire.text()
    description = wire.text()


class NewPackage(RequestSchema):
    """A new package of background checks; nothing is required."""

    name = wire.text()
    description = wire.text()
    tests = wire.many(NewTest)
    passthrough = wire.free()


class RevisedTest(NewTest):
    """One of the checks that a package is to consist of; a known one keeps its id."""

    id = wire.text()


class RevisedPackage(NewPackage):
    """What changes of a package; absent members stay, null clears, tests are replaced as a whole."""

    tests = wire.many(RevisedTest)


def _application(order: Order, context: ViewContext) -> Document | None:
    if order.application is None:
        return None
    application = context.world.applications.get(order.application)
    facts = facts_of(context.world, APPLICATION_FACTS, order.application)
    return {
        **id_pair(context.world, "application", order.application),
        "application_status": None if application is None else STATUSES.show(application.status, facts.status),
    }


class OrderApplication(ResponseSchema):
    """The application that an order is about."""

    id = wire.text()
    remote_id = wire.text()
    application_status = wire.enum(APPLICATION_STATUS)


def _job(order: Order, context: ViewContext) -> Document | None:
    if order.job is None:
        return None
    job = context.world.jobs.get(order.job)
    facts = facts_of(context.world, JOB_FACTS, order.job)
    return {
        **id_pair(context.world, "job", order.job),
        "title": None if job is None else job.title or None,
        "hiring_team": None if job is None else hiring_team(job, facts, context),
    }


class OrderJob(ResponseSchema):
    """The job that an order is about."""

    id = wire.text()
    remote_id = wire.text()
    title = wire.text()
    hiring_team = wire.many(HiringTeam)


def _candidate(order: Order, context: ViewContext) -> Document | None:
    if order.candidate is None:
        return None
    person = context.world.candidates.get(order.candidate)
    known = {} if person is None else contact(person, context)
    return {
        **id_pair(context.world, "candidate", order.candidate),
        "first_name": known.get("first_name"),
        "last_name": known.get("last_name"),
        "emails": known.get("emails"),
        "profile_url": order.profile_url,
    }


class OrderCandidate(ResponseSchema):
    """The candidate that an order is about."""

    id = wire.text()
    remote_id = wire.text()
    first_name = wire.text()
    last_name = wire.text()
    emails = wire.many(CandidateEmail)
    profile_url = wire.text()


class AssessmentOrder(ResponseSchema):
    """An order of an assessment."""

    id, remote_id = wire.remote_ids("key")
    package = wire.one(Package, "item")
    application = wire.one(OrderApplication, _application)
    job = wire.one(OrderJob, _job)
    candidate = wire.one(OrderCandidate, _candidate)
    requester = wire.one(HiringTeam)
    results_update_url = wire.text()


def _ordered_checks(order: Order, context: ViewContext) -> Document | None:
    if order.item is None:
        return None
    show = view_of(Package)
    return {**show(order.item, context), "tests": [show(one, context) for one in order.tests]}


class BackgroundCheckOrder(AssessmentOrder):
    """An order of background checks."""

    package = wire.one(BackgroundCheckPackage, _ordered_checks)


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


ScoreInput, Score = wire.twins(
    "Score", {"label": wire.text(), "value": wire.text(), "min": wire.text(), "max": wire.text()}
)


class ResultAttachment(ResponseSchema):
    """A file that belongs to a result."""

    url = wire.text()
    content_type = wire.enum(ATTACHMENT_CONTENT_TYPE)


class OutcomeCandidate(ResponseSchema):
    """Whom a result is about."""

    id, remote_id = wire.ids("candidate", "candidate")
    profile_url = wire.text()


class OrderOutcome(ResponseSchema):
    """What came of an order."""

    id, remote_id = wire.remote_ids("key")
    score = wire.one(Score, "latest.score")
    start_date = wire.moment("latest.start_date")
    submission_date = wire.moment("latest.submission_date")
    summary = wire.text("latest.summary")
    result = wire.enum(RESULT, "latest.result")
    result_url = wire.text("latest.result_url")
    attachments = wire.many(ResultAttachment, "latest.attachments")
    candidate = wire.one(OutcomeCandidate, lambda order, _: order)


wire.input_of(ResultAttachment)
wire.input_of(OutcomeCandidate, "id profile_url", name="ResultCandidateInput")
ResultInput = wire.input_of(
    OrderOutcome,
    "score start_date submission_date summary result result_url attachments candidate passthrough",
    name="ResultInput",
)
"""What came of an order; all of it is optional, and what is sent again overwrites."""
