"""The wire shapes of packages, orders and results."""

from ats_sandbox.contract.schema import RequestSchema, ResponseSchema
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.enums import APPLICATION_STATUS, ATTACHMENT_CONTENT_TYPE, RESULT
from ats_sandbox.vendors.stackone.shapes import (
    CandidateEmail,
    CandidateEmailInput,
    HiringTeam,
    HiringTeamInput,
)

_PACKAGE: wire.Members = {
    "id": wire.text(),
    "remote_id": wire.text(),
    "name": wire.text(),
    "description": wire.text(),
}
PackageInput, Package = wire.twins("Package", _PACKAGE)
_, AssessmentPackage = wire.twins("AssessmentPackage", _PACKAGE)


class BackgroundCheckPackage(Package):  # type: ignore[valid-type, misc]
    """A package of background checks."""

    tests = wire.many(Package)


class OrderedChecksInput(PackageInput):  # type: ignore[valid-type, misc]
    """The package of background checks that an order is for."""

    tests = wire.many(PackageInput)


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


class RevisedPackage(RequestSchema):
    """What changes of a package; absent members stay, null clears, tests are replaced as a whole."""

    name = wire.text()
    description = wire.text()
    tests = wire.many(RevisedTest)
    passthrough = wire.free()


class OrderApplicationInput(RequestSchema):
    """The application that an order is about."""

    id = wire.text()
    remote_id = wire.text()
    application_status = wire.enum_input(APPLICATION_STATUS)
    passthrough = wire.free()


class OrderJobInput(RequestSchema):
    """The job that an order is about."""

    id = wire.text()
    remote_id = wire.text()
    title = wire.text()
    hiring_team = wire.many(HiringTeamInput)
    passthrough = wire.free()


class OrderCandidateInput(RequestSchema):
    """The candidate that an order is about."""

    id = wire.text()
    remote_id = wire.text()
    first_name = wire.text()
    last_name = wire.text()
    emails = wire.many(CandidateEmailInput)
    passthrough = wire.free()
    profile_url = wire.text()


class AssessmentOrderInput(RequestSchema):
    """A new order; nothing is required. Its id is the caller's, if one is sent."""

    id = wire.text()
    package = wire.one(PackageInput)
    application = wire.one(OrderApplicationInput)
    job = wire.one(OrderJobInput)
    candidate = wire.one(OrderCandidateInput)
    requester = wire.one(HiringTeamInput)
    results_update_url = wire.text()
    passthrough = wire.free()


class BackgroundCheckOrderInput(AssessmentOrderInput):
    """A new order of background checks."""

    remote_id = wire.text()
    package = wire.one(OrderedChecksInput)


class OrderResult(ResponseSchema):
    """The answer to an order. It has no envelope."""

    id = wire.text()
    remote_id = wire.text()
    test_url = wire.text()


ScoreInput, Score = wire.twins(
    "Score", {"label": wire.text(), "value": wire.text(), "min": wire.text(), "max": wire.text()}
)


class ResultAttachmentInput(RequestSchema):
    """A file that belongs to a result."""

    url = wire.text()
    content_type = wire.enum_input(ATTACHMENT_CONTENT_TYPE)


class ResultCandidateInput(RequestSchema):
    """Whom a result is about."""

    id = wire.text()
    profile_url = wire.text()


class ResultInput(RequestSchema):
    """What came of an order; all of it is optional, and what is sent again overwrites."""

    score = wire.one(ScoreInput)
    start_date = wire.moment()
    submission_date = wire.moment()
    summary = wire.text()
    result = wire.enum_input(RESULT)
    result_url = wire.text()
    attachments = wire.many(ResultAttachmentInput)
    candidate = wire.one(ResultCandidateInput)
    passthrough = wire.free()


class OrderApplication(ResponseSchema):
    """The application that an order is about."""

    id = wire.text()
    remote_id = wire.text()
    application_status = wire.enum(APPLICATION_STATUS)


class OrderJob(ResponseSchema):
    """The job that an order is about."""

    id = wire.text()
    remote_id = wire.text()
    title = wire.text()
    hiring_team = wire.many(HiringTeam)


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

    id = wire.text()
    remote_id = wire.text()
    package = wire.one(Package)
    application = wire.one(OrderApplication)
    job = wire.one(OrderJob)
    candidate = wire.one(OrderCandidate)
    requester = wire.one(HiringTeam)
    results_update_url = wire.text()


class BackgroundCheckOrder(AssessmentOrder):
    """An order of background checks."""

    package = wire.one(BackgroundCheckPackage)


class ResultAttachment(ResponseSchema):
    """A file that belongs to a result."""

    url = wire.text()
    content_type = wire.enum(ATTACHMENT_CONTENT_TYPE)


class OutcomeCandidate(ResponseSchema):
    """Whom a result is about."""

    id = wire.text()
    remote_id = wire.text()
    profile_url = wire.text()


class OrderOutcome(ResponseSchema):
    """What came of an order."""

    id = wire.text()
    remote_id = wire.text()
    score = wire.one(Score)
    start_date = wire.moment()
    submission_date = wire.moment()
    summary = wire.text()
    result = wire.enum(RESULT)
    result_url = wire.text()
    attachments = wire.many(ResultAttachment)
    candidate = wire.one(OutcomeCandidate)
