"""The APIs that SmartRecruiters publishes apart, and where what is declared about their operations is from."""

from dataclasses import dataclass

from ats_sandbox.contract.evidence import Evidence, documented, inferred


@dataclass(frozen=True, slots=True)
class Api:
    """What the resources of one API share: the noun of their scopes, the evidence of ordinary operations.

    With `labels`, reads take the language of labels.
    """

    scope: str
    evidence: Evidence
    labels: bool = False


PORTAL = "developers.smartrecruiters.com"
GENERATED = "models of clients generated from its contract"
CANDIDATES = Api("candidates", documented(f"{PORTAL}, Candidate API"))
CONFIGURATION = Api("configuration", documented(f"{PORTAL}, Configuration API"))
INTERVIEWS = Api("interviews", documented(f"{PORTAL}, Interview API; {GENERATED}"))
JOBS = Api("jobs", documented(f"{PORTAL}, Job API; {GENERATED}"), labels=True)
USERS = Api("users", documented(f"{PORTAL}, User API v201804"))

USE_CASES = documented("list of the API's PUT use cases, per-operation error responses")
CREATED = inferred("path and body are published, the number of the success is not; what creates answers 201")
SEATS = inferred("path and body are published, the number of the success is not: 201 creates, 204 deletes")
NOTE = inferred("path and model are published; before any note is written its content is taken to be empty")


def use_case(*ids: str) -> Evidence:
    """The list of use cases, of which these are meant."""
    return documented(f"list of the API's PUT use cases: {', '.join(ids)}")
