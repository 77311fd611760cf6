"""StackOne: every status and text of its page."""

from ats_sandbox.contract.operation import Operation
from ats_sandbox.vendors.stackone import STACKONE
from ats_sandbox.vendors.stackone.repositories import STAGES
from ats_sandbox.world.domain.reading import Reading
from tests.client import VendorClient
from tests.contract.status_tables import Requests, Row, Send, StatusTable
from tests.vendors.stackone import sending
from tests.vendors.stackone.access_requests import ACCESS, MALFORMED, READS
from tests.vendors.stackone.api import MOMENT
from tests.vendors.stackone.application_requests import APPLICATIONS
from tests.vendors.stackone.made_events import MADE_EVENTS
from tests.vendors.stackone.sending import (
    FISHING,
    UNKNOWN,
    account,
    at,
    body,
    but,
    example,
    for_job_in_use,
    ordered_again,
    passed,
    passed_example,
    query,
    raw,
)

EVERY_BODY = (
    "*_create_*, *_update_*, ats_order_*, ats_move_*, ats_reject_*, ats_upload_*, stackone_authenticate_*, "
    "stackone_proxy_request"
)
LISTS = "ats_list_*[!n]ges, ats_list_*[!g]es, ats_list_*[!e]s, ats_list_*_request"
"""All but that of changes, which has fewer parameters."""
NESTED = (
    "ats_list_application_changes, ats_list_application_documents, ats_list_application_notes, "
    "ats_list_application_scorecards, ats_list_applications_*, ats_list_candidate_notes, "
    "ats_list_job_application_stages"
)
ONE = "ats_get_*, ats_update_*, ats_move_*, ats_reject_*, ats_delete_*, ats_upload_*, ats_download_*, ats_create_*_note"
LOWER = (
    "ats_get_application_document, ats_get_application_note, ats_get_application_offer, ats_get_application_sc*, "
    "ats_get_candidate_note, ats_get_job_application_stage, ats_update_*_note, ats_download_*"
)
CONFIDENTIAL = (
    "ats_get_application, ats_update_application, ats_move_*, ats_reject_*, ats_get_candidate, ats_update_candidate, "
    "ats_get_job, ats_update_job"
)
PLATFORM_RECORDS = (
    "stackone_get_account, stackone_update_account, stackone_delete_account, stackone_get_account_meta_info, "
    "stackone_get_connector_meta, stackone_get_log"
)
LOGS = "stackone_list_logs, stackone_list_step_logs, stackone_list_platform_logs"

FOREIGN_STAGE = [{"id": UNKNOWN}]
ADA = {"firstName": "Ada", "lastName": "Quist", "email": "ada.quist@example.com"}
OTHER = {"job": lambda world: {"id": sending.job_elsewhere(world)}}
REQUESTER = {"requester": {"user_id": UNKNOWN}}
RENAMED = {"name": sending.last_package_name}
ORDERED = ("package", "application", "job", "candidate")
"""What an order names."""


def elsewhere(world: Reading) -> list[str]:
    return [sending.application_elsewhere(world)]


def two_pipelines(world: Reading) -> list[dict[str, str]]:
    by_pipeline = {one.pipeline: one for one in world.stages}
    return [{"id": STAGES.id_of(world, one)} for one in by_pipeline.values()]


def foreign_stage(world: Reading) -> list[dict[str, str]]:
    return [{"id": sending.stage_elsewhere(world)}]


RECORDS: Requests = {
    "ats_list_*": {
        "its example": example(),
        "page_size=1": query("page_size=1"),
        "page_size=x": query("page_size=x"),
        "page_size=0": query("page_size=0"),
        "page_size=-1": query("page_size=-1"),
        "page_size=1000": query("page_size=1000"),
        "next=x": query("next=x"),
        "next=": query("next="),
        "a cursor of another list": query(f"next={sending.FOREIGN_CURSOR}"),
        "filter[no_such_key]=1": query("filter[no_such_key]=1"),
    },
    "ats_get_*": {
        "its example": example(),
        "an unknown record and a query that is not valid": at(query_string="raw=maybe"),
    },
    READS: {
        "raw=true": query("raw=true"),
        "raw=maybe": query("raw=maybe"),
        "a parameter that nobody knows": query("no_such_parameter=1"),
        "fields=no_such_field": query("fields=no_such_field"),
        "proxy[filter][eq][age]=25": query("proxy[filter][eq][age]=25"),
        "Prefer: heartbeat": example(headers={"Prefer": "heartbeat"}),
        "a system that is no ATS and a query that is not valid": account("acme-hris", query_string="raw=maybe"),
    },
    LISTS: {
        "page=10000": query("page=10000"),
        "page=0": query("page=0"),
        "filter[updated_after]=yesterday": query("filter[updated_after]=yesterday"),
        "filter[updated_after]=2024-05-01": query("filter[updated_after]=2024-05-01"),
        "filter[updated_after] after everything": query("filter%5Bupdated_after%5D=2099-01-01T00:00:00.000Z"),
        "updated_after=yesterday": query("updated_after=yesterday"),
    },
    "ats_list_applications, ats_list_candidates, ats_list_jobs, ats_list_interviews, ats_list_job_postings, "
    "ats_list_application_changes": {"filter[created_after]=yesterday": query("filter[created_after]=yesterday")},
    "ats_list_jobs": {
        "filter[job_status]=closed": query("filter[job_status]=closed"),
        "filter[status]=closed": query("filter[status]=closed"),
        "filter[job_status]=open": query("filter[job_status]=open"),
    },
    "ats_list_application_changes": {
        "filter[change_type]=salary": query("filter[change_type]=salary"),
        "filter[change_type]=unmapped_value": query("filter[change_type]=unmapped_value"),
    },
    "ats_list_applications": {"filter[job_id] of nobody": query("filter[job_id]=nobody")},
    "ats_get_*, ats_download_*": {"the provider's id": sending.by_remote_id},
    "ats_download_application_document": {"its example": example(), "format=base64": query("format=base64")},
    ONE: {"an unknown record": at(), "the id c28xIQaWQ6": at("c28xIQaWQ6")},
    NESTED: {
        "an unknown record": at(),
        "an unknown record and an unknown cursor": at(query_string="next=x"),
        "an unknown record and a page_size of 0": at(query_string="page_size=0"),
    },
    LOWER: {"an unknown lower record": sending.below("nobody"), "a lower record of another one": sending.elsewhere},
    CONFIDENTIAL: {"somebody hidden from the caller": sending.hidden},
    EVERY_BODY: {
        "malformed JSON": example(**MALFORMED),
        "no body": raw(b""),
    },
    f"{EVERY_BODY}, !stackone_create_webhook_events": {"an array": raw(b"[]"), "null": raw(b"null")},
    "ats_create_*_note, *_update_*, ats_move_*, ats_reject_*, ats_upload_*": {
        "an unknown record and malformed JSON": at(**MALFORMED)
    },
    "ats_create_*": {"a member that nobody knows": but(no_such_member=1)},
    "ats_update_*": {"a member that nobody knows": but(no_such_member=1)},
    "ats_create_*, ats_update_*, ats_order_*, ats_move_*, ats_reject_*": {"passthrough: a text": but(passthrough="x")},
}

OTHERS: Requests = {
    "ats_create_candidate": {
        "its example": example(),
        "an empty object": body(),
        "first_name: a number": body(first_name=1),
        "phone_numbers.0.type: none of them": body(phone_numbers=[{"type": "fax"}]),
        "an email that another candidate has": body(email=sending.taken_email),
    },
    "ats_update_candidate": {
        "its example": example(),
        "application_ids: unknown": body(application_ids=[UNKNOWN]),
        "an email that another candidate has": body(email=sending.taken_email),
        "an application of another candidate": body(application_ids=elsewhere),
        "an application of another candidate and an unknown one": body(
            application_ids=lambda world: [*elsewhere(world), UNKNOWN]
        ),
        "an application of another candidate and an email that another candidate has": body(
            application_ids=elsewhere, email=sending.taken_email
        ),
    },
    "ats_create_job": {"its example": example(), "an empty object": body()},
    "ats_update_job": {
        "its example": example(),
        "an empty object": body(),
        "stages of another job for one with applications": for_job_in_use(interview_stages=foreign_stage),
        "stages of another job for one with applications, and a status that the provider does not know": for_job_in_use(
            interview_stages=foreign_stage, job_status=FISHING
        ),
    },
    "ats_create_job, ats_update_job": {
        "title: a number": body(title=1),
        "confidential: true": body(confidential=True),
        "department_ids: unknown": body(department_ids=[UNKNOWN]),
        "location_ids: unknown": body(location_ids=[UNKNOWN]),
        "hiring_team: unknown": body(hiring_team=[{"user_id": UNKNOWN}]),
        "interview_stages: unknown": body(interview_stages=FOREIGN_STAGE),
        "interview_stages: names of no pipeline": body(interview_stages=[{"name": "Fishing"}]),
        "interview_stages of two jobs": body(interview_stages=two_pipelines),
        "a status that the provider does not know": body(job_status=FISHING),
        "interview_stages: unknown, and a status that the provider does not know": body(
            interview_stages=FOREIGN_STAGE, job_status=FISHING
        ),
    },
    "ats_create_offer": {
        "its example": example(),
        "an empty object": body(),
        "salary: a text": body(salary="64000"),
        "application_id: unknown": body(application_id=UNKNOWN),
        "a status that the provider does not know": body(offer_status=FISHING),
        "application_id: unknown, and a status that the provider does not know": body(
            application_id=UNKNOWN, offer_status=FISHING
        ),
    },
    "ats_order_*": {
        "its example": example(),
        "an empty object": body(),
        "package: a text": body(package="x"),
        **{f"{name}.id: unknown": but(**{name: {"id": UNKNOWN}}) for name in ORDERED},
        "requester.user_id: unknown": but(**REQUESTER),
        "the id of another order": ordered_again(),
        "an application for another job": but(**OTHER),
        "an application of another candidate": but(candidate=lambda world: {"id": sending.candidate_elsewhere(world)}),
        "the id of another order, and requester.user_id: unknown": ordered_again(**REQUESTER),
        "an application for another job, and requester.user_id: unknown": but(**OTHER, **REQUESTER),
        "the id of another order, and an application for another job": ordered_again(**OTHER),
    },
    "ats_update_*_result": {
        "its example": example(),
        "an empty object": body(),
        "score.value: a number": body(score={"value": 80}),
        "candidate.id: unknown": body(candidate={"id": UNKNOWN}),
        "candidate.id: of another order": body(candidate=lambda world: {"id": sending.candidate_elsewhere(world)}),
    },
    "ats_create_background_check_package": {"its example": example(), "an empty object": body()},
    "ats_create_background_check_package, ats_update_background_check_package": {
        "tests: a text": body(tests="x"),
        "the name of another one": body(**RENAMED),
    },
    "ats_update_background_check_package": {
        "its example": example(),
        "tests.0.id: unknown": body(tests=[{"id": UNKNOWN}]),
        "tests.0.id: unknown, and the name of another one": body(tests=[{"id": UNKNOWN}], **RENAMED),
    },
    "ats_delete_background_check_package": {
        "its example": example(),
        "a package that has open orders": sending.package_in_use,
    },
}

PLATFORM: Requests = {
    "stackone_create_webhook_events": MADE_EVENTS,
    "stackone_list_linked_accounts": {
        "its example": example(),
        "status=deleted": query("status=deleted"),
        "page=0": query("page=0"),
        "page_size=x": query("page_size=x"),
    },
    "stackone_get_account": {"its example": example()},
    "stackone_update_account": {
        "its example": example(),
        "label: an object": body(label={"text": "Acme"}),
        "label: a number": body(label=1),
        "type: none of them": body(type="trial"),
        "provider: unknown": body(provider=UNKNOWN),
    },
    "stackone_delete_account": {"its example": example()},
    "stackone_get_account_meta_info": {"its example": example()},
    PLATFORM_RECORDS: {"an unknown record": at()},
    "stackone_create_connect_session": {
        "its example": example(),
        "an empty object": body(),
        "expires_in: a text": but(expires_in="1800"),
        "categories: none of them": but(categories=["fishing"]),
        "provider: unknown": but(provider=UNKNOWN),
        "account_id: unknown": but(account_id=UNKNOWN),
    },
    "stackone_authenticate_connect_session": {
        "its example": example(),
        "an empty object": body(),
        "an unknown token": body(token="x"),
        "a token that has expired": sending.session_that_ended,
    },
    "stackone_list_connectors_meta, stackone_get_connector_meta": {
        "its example": example(),
        "include=everything": query("include=everything"),
    },
    LOGS: {
        "its example": example(),
        "page_size=101": query("page_size=101"),
        "page_size=0": query("page_size=0"),
        "order_by=path": query("order_by=path"),
        "next=x": query("next=x"),
        "filter[start_date]=yesterday": query("filter[start_date]=yesterday"),
    },
    "stackone_get_log": {"its example": example(), "include=everything": query("include=everything")},
    "stackone_proxy_request": {
        "a read": example(),
        "a creation": passed("post", "/candidates", body=ADA),
        "something that the provider begins": passed_example("post_job_ad"),
        "a deletion": passed_example("delete_candidate"),
        "method: head": passed("head", "/candidates"),
        "url: no address": passed("get", "/candidates", url="x"),
        "a payload with faults": passed("post", "/candidates", body={"firstName": 5}),
        "a method that the provider does not have": passed("delete", "/candidates"),
        "an answer that nothing has changed": sending.unchanged,
        "something that the account may not do": sending.job_hidden_at_the_provider,
        "a record that the provider does not have": passed("get", "/candidates/nobody"),
        "a path that the provider does not have": passed("get", "/nowhere"),
        "what exists at the provider": sending.conflicting,
        "what the provider does not accept": passed("post", "/interviews-api/v201904/interviews", body={}),
        "the provider's limit is used up": sending.throttled,
        "an address where nothing answers": passed("get", "/candidates", url="https://api.example.com"),
    },
}


def merged(*tables: Requests) -> dict[str, dict[str, Send]]:
    """The requests of several tables, by the same operations."""
    found: dict[str, dict[str, Send]] = {}
    for table in tables:
        for operations, requests in table.items():
            found.setdefault(operations, {}).update(requests)
    return found


TABLE = StatusTable(STACKONE, merged(ACCESS, RECORDS, APPLICATIONS, OTHERS, PLATFORM))


@TABLE.each_row
def test_the_page_is_so(stackone: VendorClient, row: Row, operation: Operation | None, send: Send) -> None:
    """Every refusal has the three members that all of them have, whatever the row says of it."""
    answer = send(stackone, operation)

    assert not row.differences(answer)
    if row.status >= 400:
        assert answer.headers["Content-Type"].startswith("application/json")
        told = answer.json or {}
        assert told["statusCode"] == row.status
        assert told["message"]
        assert MOMENT.fullmatch(told["timestamp"])


def test_every_row_has_a_request_and_every_request_a_row() -> None:
    assert not TABLE.unpaired


def test_the_rows_have_every_status_of_every_operation() -> None:
    assert not TABLE.untold
