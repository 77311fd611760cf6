"""The APIs that SmartRecruiters publishes apart, and where what is declared about their operations is from."""

import msgspec

from ats_sandbox.contract.evidence import Evidence, documented, inferred


class Api(msgspec.Struct, frozen=True):
    """What the resources of one API share: the noun of their scopes, the evidence of ordinary operations.

    Reads have the scope `<noun>_read`, writes `<noun>_<writes>`. With `labels`, reads take the language of labels.
    """

    scope: str
    evidence: Evidence
    labels: bool = False
    writes: str = "manage"


PORTAL = "developers.smartrecruiters.com"
OPENAPI = "the vendor's OpenAPI of 2024"
CANDIDATES = Api("candidates", documented(f"{PORTAL}, Candidate API; {OPENAPI}"))
CONFIGURATION = Api("configuration", documented(f"{PORTAL}, Configuration API; {OPENAPI}"))
INTERVIEWS = Api("interviews", documented(f"{PORTAL}, Interview API; {OPENAPI}"), writes="write")
JOB_APPLICATIONS = Api("job_applications", documented(f"{PORTAL}, Job Applications API; {OPENAPI}"))
JOBS = Api("jobs", documented(f"{PORTAL}, Job API; {OPENAPI}"), labels=True)
USERS = Api("users", documented(f"{PORTAL}, User API v201804; {OPENAPI}"))
ONBOARDING = Api("onboarding_processes", documented(f"{PORTAL}, SmartOnboard API v202205; {OPENAPI}"))
IDENTITY = Api("identity", documented(f"{PORTAL}, Authentication; RFC 6749"))
REVIEWS = Api("reviews", documented(f"{PORTAL}, Review API; {OPENAPI}"), writes="write")
MESSAGES = Api("messages", documented(f"{PORTAL}, Message API; {OPENAPI}"), writes="write")
OFFERS = Api("candidates_offers", documented(f"{PORTAL}, Offer API; {OPENAPI}"))
APPROVALS = Api("approvals", documented(f"{PORTAL}, Approvals API; {OPENAPI}"), writes="create")
AUDIT = Api("audit_events", documented(f"{PORTAL}, Audit API; {OPENAPI}"))
REPORTING = Api("reporting", documented(f"{PORTAL}, Reporting API; {OPENAPI}"), writes="write")
WEBHOOKS = Api("webhooks", documented(f"{PORTAL}, Webhook Subscriptions API; {OPENAPI}"), writes="write")
POSTINGS = Api("", documented(f"{PORTAL}, Posting API; {OPENAPI}"))
APPLY = Api("", documented(f"{PORTAL}, Application API; {OPENAPI}"))

UNPUBLISHED = inferred("the path is published, bodies and answers are not; they follow the rest of the API")
USE_CASES = documented("list of the API's PUT use cases, per-operation error responses")
CREATED = inferred("path and body are published, the number of the success is not; what creates answers 201")
NO_SHOW = inferred("path and parameter are published; what changes without an answer elsewhere answers 204")
CRITERIA = inferred("path and purpose are published, the answer is not: a bare array, as that of the reviews is")
JOB_APPLICATION_CONSENTS = inferred("the paths are published; statuses and bodies are those of the candidate's consent")
SEATS = inferred("path and body are published, the number of the success is not: 201 creates, 204 deletes")
NOTE = inferred("path and model are published; before any note is written its content is taken to be empty")


def use_case(*ids: str) -> Evidence:
    """The list of use cases, of which these are meant."""
    return documented(f"list of the API's PUT use cases: {', '.join(ids)}")
