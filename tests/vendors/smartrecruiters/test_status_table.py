"""SmartRecruiters: what its page says of statuses and texts, beside the codes of each operation."""

from werkzeug.test import TestResponse

from ats_sandbox.contract.operation import Operation
from ats_sandbox.vendors.smartrecruiters import SMARTRECRUITERS, ids
from ats_sandbox.world.clock import SECOND
from tests.client import VendorClient
from tests.contract.code_tables import read_codes
from tests.contract.example_requests import resolve
from tests.contract.status_tables import Row, Send, StatusTable, while_failing
from tests.vendors.smartrecruiters import people
from tests.vendors.smartrecruiters.family_requests import FAMILIES
from tests.vendors.smartrecruiters.people import UNKNOWN
from tests.vendors.smartrecruiters.status_requests import (
    after,
    at,
    body,
    eleventh,
    example,
    first,
    headed,
    hidden,
    holding,
    nonsense,
    nowhere,
    once_more,
    query,
    raw,
    shut_out,
    to,
    twice,
    unfit,
    unknown,
)
from tests.vendors.smartrecruiters.use_case_requests import USE_CASES

FAULTS = (500, 502, 503, 504)
ENDLESS = "delete_candidate_tags, deactivate_user, deactivate_user_deprecated, unarchive_job_property_value"


def on_other_job(client: VendorClient, operation: Operation) -> TestResponse:
    """The example, for a job that its candidate is not on."""
    world = client.read()
    person = ids.CANDIDATE.read(world, resolve(operation.example.path["id"], world)) or 0
    other = next(one.id for one in world.jobs if not world.applications.where(pair=(person, one.id)))
    return at(jobId=people.job_id(client, other))(client, operation)


def unreviewed(client: VendorClient) -> dict[str, str]:
    """An application that nobody has reviewed, as a query names it."""
    world = client.read()
    one = next(one for one in world.applications if not world.scorecards.where(application=one.id))
    return {"candidateId": ids.CANDIDATE.write(world, one.candidate), "jobId": people.job_id(client, one.job)}


UNREADABLE = {"malformed JSON": raw(b'{"a": '), "another media type": raw(b"{}", "text/plain")}
NO_RECORD = {"null": raw(b"null"), "a string": raw(b'"x"')}
OUT_OF_BOUNDS = {"limit: 0": query(limit=0), "limit: 101": query(limit=101), "limit: a text": query(limit="x")}
PLACELESS = query(pageId="x", page_id="x", nextPageId="x", page="x")
ELSEWHERE = {"a job that is not the candidate's": on_other_job}
HIDDEN_CANDIDATE = {"a hidden candidate": hidden}
HIDDEN_JOB = {"a hidden job": hidden}
BARE = example(query_string={})
TWICE = {"what was deleted before": twice}
NO_ID = {"an id of no known form": unfit}
WHOLE = {"nothing": example()}
TOO_OFTEN = {"one request more in a second than are allowed": once_more}

TABLE = StatusTable(
    SMARTRECRUITERS,
    {
        "get_company": {
            "a key": example(),
            "a key in a header of another case": headed(x_smarttoken="sandbox-admin"),
            "an access token": headed(Authorization="Bearer sandbox-admin"),
            "a key that counts beside a Basic credential": headed(
                X_SmartToken="sandbox-admin", Authorization="Basic eA=="
            ),
            "a token of a second less than 1799 seconds": after(1_798 * SECOND),
            "one of two scopes": holding(first),
            "the eleventh request in a second": eleventh(),
            "the eleventh request, a second later": eleventh(then=1_000),
            "the eleventh request, of another credential": eleventh(token="sandbox-readonly"),
            "the eleventh request, of another operation before": eleventh("/configuration/sources"),
        },
        "<usual>": {
            "no credential": example(token=None),
            "an unknown key": example(token="nobody"),
            "an expired key": example(token="sandbox-expired"),
            "an unknown access token": headed(Authorization="Bearer nobody"),
            "a Basic credential": headed(Authorization="Basic sandbox-admin"),
            "an unknown key beside a known access token": headed(
                X_SmartToken="nobody", Authorization="Bearer sandbox-admin"
            ),
            "the key of a user who is shut out": shut_out,
            "a token of 1799 seconds": after(1_799 * SECOND),
            **TOO_OFTEN,
            **{f"a fault: {status}": while_failing(status, example()) for status in FAULTS},
            "a credential without the scope": example(token="sandbox-unscoped"),
            "no credential, unknown ids and half a body": nonsense(None),
            "no scope, unknown ids and half a body": nonsense("sandbox-unscoped"),
        },
        "list_status_history, list_primary_status_history": {"one of two scopes": holding(first)},
        "approve, reject": {"one of two scopes": holding(first)},
        "get_subscription": {"either of two scopes": holding(first)},
        "<public>": {"no credential": example(token=None), "an unknown key": example(token="nobody"), **TOO_OFTEN},
        "<apply>": {
            **TOO_OFTEN,
            **{f"a fault: {status}": while_failing(status, example()) for status in (500, 504)},
            "no credential": example(token=None),
            "an unknown key": example(token="nobody"),
            "an unknown posting": at(uuid=UNKNOWN),
            "a posting called x": at(uuid="x"),
        },
        "publish_job, unpublish_job, get_offer_document": {"the third request in a second": once_more},
        "<bodies>": UNREADABLE,
        **dict.fromkeys(
            ("<400 bodies>", "<422 bodies>", "<job ads>", "<patches>", "create_user, create_user_deprecated"), NO_RECORD
        ),
        "post_job_ad": {"nothing": raw(b"")},
        "publish_job": {"nothing": raw(b"")},
        "create_candidate": {"a member that nobody knows": body({**people.ADA, "shoeSize": 41})},
        "<limits to 100>": OUT_OF_BOUNDS,
        "list_reports, list_report_files": {f"limit: {limit}": query(limit=limit) for limit in (0, 1000, 1001)},
        "<any page id>": {"an unknown page id": PLACELESS},
        "<coded page ids>": {"an unknown page id": query(pageId="x")},
        "<offsets>": {"offset: -1": query(offset=-1)},
        "list_jobs": {
            **WHOLE,
            "an unknown page id, sorted by job_id": query(pageId="x", sort="job_id"),
            "limit: 1, sorted by job_id": query(limit=1, sort="job_id"),
            "sort: by name": query(sort="name"),
        },
        "list_candidates": {
            **WHOLE,
            "limit: 1": example(query_string={"limit": 1}),
            "the last page": example(query_string={"q": "nobody is called like this"}),
        },
        **{one: {"limit: 1": query(limit=1)} for one in ("list_users", "list_users_deprecated", "list_audit_events")},
        "list_reports": {"limit: 1": query(limit=1)},
        **dict.fromkeys(
            (
                "list_users_deprecated, list_source_values",
                "list_offers",
                "list_interview_types",
                "<lists with a total>",
                "list_system_roles, list_access_groups, list_job_publications",
            ),
            WHOLE,
        ),
        "get_candidate_properties, get_candidate_properties_on_job": {
            "context: a form that there is not": query(context="LETTER")
        },
        "list_job_ad_postings, list_job_publications": {"activeOnly: a text": query(activeOnly="x")},
        "list_interviews": {"no application": BARE},
        "list_reviews": {"no candidate and no job": BARE},
        "update_timeslot_no_show": {"no value": BARE},
        "list_candidate_property_definitions": {"includeMultiSelect: a text": query(includeMultiSelect="x")},
        "resolve_recruiter_source": {"no name": BARE},
        "-": {
            "an unknown route": nowhere("/candidates/x/y/z"),
            "an unknown route without a credential": nowhere("/nowhere", token=None),
            "a company of the Posting API itself": nowhere("/v1/companies/Acme", token=None),
            "a method that a path has not": to("DELETE", "/candidates"),
            "doubled slashes": nowhere("//configuration//company"),
            "interview types at the root": nowhere("/interview-types"),
            "reviews at the root": lambda client, _: client.get("/reviews", query_string=unreviewed(client)),
        },
        "<candidates>": {"an unknown candidate": unknown("id")},
        "<jobs>": {"an unknown job": unknown("jobId")},
        **dict.fromkeys(("<deletions>", ENDLESS), TWICE),
        "list_departments, get_job": {"an unknown language": example(headers={"Accept-Language": "tlh, pt-PT"})},
        **dict.fromkeys(("<job of a candidate>", "<coded assignments>", "<assignments>"), ELSEWHERE),
        "<interviews>": {"an unknown interview": unknown("interviewId")},
        "<timeslots>": {"an unknown timeslot": unknown("timeslotId")},
        "<users>": {"an unknown user": unknown("id")},
        **dict.fromkeys(
            ("get_candidate, get_job", "get_source", "get_review", "get_job_application", "list_offer_documents"),
            NO_ID,
        ),
        **dict.fromkeys(
            (
                "<candidate 401>",
                "<candidate 403>",
                "get_onboarding_status*, update_onboarding_status*",
                "list_status_history",
                "<offers 401>",
            ),
            HIDDEN_CANDIDATE,
        ),
        **dict.fromkeys(
            (
                "<job 401>",
                "<job 403>",
                "<publication 401>",
                "post_job_ad, unpost_job_ad",
                "list_job_ad_postings",
                "create_candidate_on_job",
                "create_candidate_on_job_by_resume",
                "get_latest_job_approval",
                "update_headcount",
                "create_job_position, put_update_job_position, delete_job_position",
                "list_job_criteria",
            ),
            HIDDEN_JOB,
        ),
        **USE_CASES,
        **FAMILIES,
    },
)


@TABLE.each_row
def test_the_page_is_so(smartrecruiters: VendorClient, row: Row, operation: Operation | None, send: Send) -> None:
    assert not row.differences(send(smartrecruiters, operation))


def test_every_row_has_a_request_and_every_request_a_row() -> None:
    assert not TABLE.unpaired


def test_the_rows_and_the_codes_have_every_status_of_every_operation() -> None:
    coded = {(row.answer[1], row.answer[2]) for row in read_codes("smartrecruiters")}

    untold = [
        f"{operation.id} {status}"
        for operation in SMARTRECRUITERS.operations
        for status in SMARTRECRUITERS.statuses(operation)
        if (operation.id, status) not in coded
        and not any(row.status == status and row.is_about(operation) for row in TABLE.rows)
    ]
    assert not untold
    assert not [one for one in TABLE.untold if "declares no" in one]
