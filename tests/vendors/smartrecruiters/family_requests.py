"""Requests to the parts of the API with conventions of their own: tokens, applying, the public board, reports."""

from base64 import b64encode
from typing import Any

from werkzeug.test import TestResponse

from ats_sandbox.contract.operation import Operation
from ats_sandbox.world.clock import MINUTE
from ats_sandbox.world.domain.users import UserRole
from tests.client import VendorClient
from tests.contract.example_requests import path_of, send_example
from tests.contract.status_tables import Requests, Send
from tests.vendors.smartrecruiters import applying, people, test_oauth, test_reports
from tests.vendors.smartrecruiters.callers import token_in
from tests.vendors.smartrecruiters.people import UNKNOWN
from tests.vendors.smartrecruiters.status_requests import at, body, example, query, raw, unknown, versioned
from tests.vendors.smartrecruiters.test_public_postings import board, public_ads
from tests.vendors.smartrecruiters.test_public_postings import path_of as posting_path


def form(grant: str = "client_credentials", **told: str) -> Send:
    """A request for an access token."""
    return lambda client, _: test_oauth.ask(client, grant, **told)


def by_code(client: VendorClient, operation: Operation) -> TestResponse:
    answer: TestResponse = test_oauth.ask(client, "authorization_code", code=test_oauth.code(client))
    return answer


def allow(**told: str) -> Send:
    return lambda client, _: test_oauth.allow(client, **told)


def basic(client: VendorClient, operation: Operation) -> TestResponse:
    told = b64encode(b"sandbox-admin:anything").decode()
    data = {"grant_type": "client_credentials"}
    return client.post(operation.path, token=None, data=data, headers={"Authorization": f"Basic {told}"})


def applicant(**members: Any) -> Send:
    return body({**applying.PERSON, **members})


def unanswered(client: VendorClient, operation: Operation) -> TestResponse:
    """An application to an ad with a question that has to be answered, without answers."""
    world = client.read()
    ads = applying.open_ads(client)
    ad = next(
        one for one in ads if any(asked.required for asked in applying.questions_of(world, one, conditional=True))
    )
    return client.post(f"{applying.path_of(client, ad)}/candidates", json=applying.PERSON)


def somebody_else(client: VendorClient, operation: Operation) -> TestResponse:
    """A report that was not granted to the caller."""
    report = test_reports.path_of(client, test_reports.HIRES).rpartition("/")[2]
    token = token_in(client, UserRole.EMPLOYEE)
    return send_example(client, operation, path=path_of(operation, client.read(), reportId=report), token=token)


def bare_report(client: VendorClient) -> str:
    """The id of a report that no file was generated of."""
    return test_reports.path_of(client, test_reports.HIRES).rpartition("/")[2]


def generating(client: VendorClient, operation: Operation) -> TestResponse:
    test_reports.set_pace(client, after=MINUTE)
    send_example(client, operation)
    return send_example(client, operation)


def taken_down(client: VendorClient, operation: Operation) -> TestResponse:
    ad = public_ads(client)[0]
    client.delete(f"/jobs/{people.job_id(client, ad.job)}/publication")
    return client.get(posting_path(client, ad), token=None)


def in_capitals(client: VendorClient, operation: Operation) -> TestResponse:
    start, _, company = board(client).removesuffix("/postings").rpartition("/")
    return client.get(f"{start}/{company.upper()}/postings", token=None)


BARE = {"a report without a file": at(reportId=bare_report)}
FAMILIES: Requests = {
    "create_access_token": {
        "the credentials of a client in the form": form(),
        "the credentials of a client as HTTP Basic": basic,
        "a code": by_code,
        "an unknown client": form(client_id="nobody"),
        "a client without its secret": form(client_secret=""),
        "an empty scope": form(scope=""),
        "an unknown scope": form(scope="everything"),
        "no grant type": form(""),
        "another grant type": form("password"),
        "a code that nobody got": form("authorization_code", code="x"),
        "a refresh token that nobody got": form("refresh_token", refresh_token="x"),
        "JSON": raw(b"{}"),
    },
    "allow_client": {
        "a known client": allow(),
        "an unknown client": allow(client_id="nobody"),
        "an unknown scope": allow(scope="everything"),
        "no redirect URI": allow(redirect_uri=""),
    },
    "get_apply_status": {"an unknown candidate": at(candidateId=UNKNOWN), "somebody": example()},
    "get_apply_configuration": {"somebody": example(), "conditionalsIncluded: a text": query(conditionalsIncluded="x")},
    "apply_to_posting": {
        "somebody": example(),
        "a credential that only reads": example(token="sandbox-readonly"),
        "malformed JSON": raw(b"{"),
        "another media type": raw(b"{}", "text/plain"),
        "no e-mail address": body({"firstName": "Imke", "lastName": "Example"}),
        "an unknown source": applicant(sourceDetails={"sourceTypeId": "X", "sourceId": "y"}),
        "a file that is no base64": applicant(resume={"fileName": "cv.pdf", "fileContent": "no base64!"}),
        "a required question unanswered": unanswered,
    },
    "list_public_postings": {
        "an unknown company": unknown("companyIdentifier"),
        "limit: 500": query(limit=500),
        "a company in capitals": in_capitals,
        "a far offset": query(offset=10_000_000),
        "a known version": versioned,
    },
    "get_public_posting": {"a posting that was taken down": taken_down, "an unknown posting": unknown("postingId")},
    "get_recent_report_data, get_report_data": {"a file": example()},
    "get_recent_report_data": BARE,
    "get_recent_report_file": BARE,
    "get_recent_report_file, get_recent_report_data": {"a known version": versioned},
    "generate_report_file": {"a report": example(), "a report that is being generated": generating},
    "get_report, list_report_files, get_recent_report_file": {"a report of somebody else": somebody_else},
}
