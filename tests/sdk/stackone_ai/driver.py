"""Runs the tools of StackOne's own Python package: `driver.py <base URL> <API key> <linked account>`.

It prints one JSON object: the tools that the package has, and what became of each call.
"""

import base64
import json
import sys
from typing import Any

from stackone_ai import StackOneToolSet
from stackone_ai.models import StackOneAPIError

BASE, KEY, ACCOUNT = sys.argv[1:4]
TOOLSET = StackOneToolSet(api_key=KEY, account_id=ACCOUNT, base_url=BASE)
TOOLS = {tool.name: tool for pattern in ("ats_*", "stackone_*") for tool in TOOLSET.get_tools(pattern)}
CALLS: list[dict[str, Any]] = []

UNREADABLE = {"ats_download_application_document"}
"""The package reads every answer as JSON, which a file is not."""
MISADDRESSED = {"ats_update_assessments_result", "ats_update_background_check_result"}
"""The package sends the order's id in the body and leaves `{id}` in the path."""


def call(name: str, /, **arguments: Any) -> Any:
    """What a tool gives; a failure is noted, and nothing is given."""
    try:
        answer = TOOLS[name].call(arguments)
    except StackOneAPIError as error:
        expected = name in MISADDRESSED and error.status_code == 404
        note(name, None if expected else f"{error.status_code} {error.response_body}")
        return None
    except ValueError as error:
        note(name, None if name in UNREADABLE else str(error))
        return None
    note(name, None)
    return answer.get("data", answer.get("result", answer)) if isinstance(answer, dict) else answer


def note(name: str, complaint: str | None) -> None:
    CALLS.append({"tool": name, "complaint": complaint})


def holds(name: str, told: Any, /, **sent: Any) -> None:
    """Note members that are not as they should be."""
    for member, value in sent.items():
        found = (told or {}).get(member)
        if found != value:
            note(name, f"{member} is {found!r}, not {value!r}")


def first(name: str, /, **arguments: Any) -> dict[str, Any]:
    """The first record of a list."""
    return next(iter(call(name, **arguments) or []), {})


def shelves() -> None:
    """Each list by itself, and its first record."""
    for plural, singular in (
        ("applications", "application"),
        ("candidates", "candidate"),
        ("jobs", "job"),
        ("job_postings", "job_posting"),
        ("offers", "offer"),
        ("interviews", "interview"),
        ("interview_stages", "interview_stage"),
        ("departments", "department"),
        ("locations", "location"),
        ("rejected_reasons", "rejected_reason"),
        ("users", "user"),
        ("lists", "list"),
        ("assessments_packages", "assessments_package"),
        ("background_check_packages", "background_check_package"),
        ("application_custom_field_definitions", "application_custom_field_definition"),
        ("candidate_custom_field_definitions", "candidate_custom_field_definition"),
        ("job_custom_field_definitions", "job_custom_field_definition"),
    ):
        id = first(f"ats_list_{plural}", page_size="5").get("id")
        holds(f"ats_get_{singular}", call(f"ats_get_{singular}", id=id), id=id)


def nested() -> None:
    """Each list under an application or a candidate, and its first record."""
    applications = call("ats_list_applications", page_size="100") or []
    for list_, get in (
        ("ats_list_application_notes", "ats_get_application_note"),
        ("ats_list_applications_offers", "ats_get_application_offer"),
        ("ats_list_application_scorecards", "ats_get_application_scorecard"),
        ("ats_list_applications_scheduled_interviews", "ats_get_application_scheduled_interview"),
        ("ats_list_application_documents", "ats_get_application_document"),
    ):
        for application in applications:
            found = first(list_, id=application["id"]).get("id")
            if found:
                holds(get, call(get, id=application["id"], subResourceId=found), id=found)
                break
        else:
            note(get, "no application has any")


def notes(kind: str, id: str, author: str) -> None:
    content = [{"body": "Speaks of graphs with love."}]
    made = call(f"ats_create_{kind}_note", id=id, content=content, author_id=author)
    shown = call(f"ats_get_{kind}_note", id=id, subResourceId=made["id"])
    holds(f"ats_create_{kind}_note", shown, content=content)


def writes() -> None:
    """Every write, and what was written read back."""
    author = first("ats_list_users")["id"]
    candidate = call("ats_create_candidate", first_name="Ada", last_name="Quist", email="ada.quist@example.com")["id"]
    call("ats_update_candidate", id=candidate, title="Director")
    holds("ats_update_candidate", call("ats_get_candidate", id=candidate), title="Director", first_name="Ada")
    notes("candidate", candidate, author)
    call("ats_list_candidate_notes", id=candidate)

    job = call("ats_create_job", title="Keeper of clients", code="AI-1", job_status={"value": "open"})["id"]
    call("ats_update_job", id=job, title="Keeper of all clients")
    holds("ats_update_job", call("ats_get_job", id=job), title="Keeper of all clients", code="AI-1")

    open_job = first("ats_list_jobs", **{"filter[job_status]": "open"})["id"]
    application = call("ats_create_application", job_id=open_job, candidate_id=candidate)["id"]
    call("ats_update_application", id=application, application_status={"value": "screen"})
    shown = call("ats_get_application", id=application)
    holds("ats_update_application", (shown or {}).get("application_status"), value="screen")
    stages = call("ats_get_job", id=open_job, expand="interview_stages")["interview_stages"]
    call("ats_move_application", id=application, interview_stage_id=stages[-1]["id"])
    holds("ats_move_application", call("ats_get_application", id=application), interview_stage_id=stages[-1]["id"])
    notes("application", application, author)
    note_id = first("ats_list_application_notes", id=application)["id"]
    call("ats_update_application_note", id=application, subResourceId=note_id, content=[{"body": "Trees, too."}])
    content = base64.b64encode(b"%PDF-1.4 a short one").decode()
    call(
        "ats_upload_application_document",
        id=application,
        name="ada.pdf",
        content=content,
        file_format={"value": "pdf"},
        category={"value": "resume"},
    )
    document = first("ats_list_application_documents", id=application)
    holds("ats_upload_application_document", document, name="ada.pdf")
    call("ats_download_application_document", id=application, subResourceId=document["id"])
    offer = call("ats_create_offer", application_id=application, salary=75000, currency="EUR")["id"]
    holds("ats_create_offer", call("ats_get_offer", id=offer), salary=75000, currency="EUR")
    checks(candidate, application)
    call("ats_reject_application", id=application, rejected_reason_id=first("ats_list_rejected_reasons")["id"])
    rejected = call("ats_get_application", id=application) or {}
    holds("ats_reject_application", rejected.get("application_status"), value="rejected")


def checks(candidate: str, application: str) -> None:
    """Packages and orders. The results of the earlier reads are those of the first order that the world has."""
    about = {"candidate": {"id": candidate}, "application": {"id": application}}
    package = call("ats_create_background_check_package", name="AI package", tests=[{"name": "Identity"}])["id"]
    order = call("ats_order_background_check_request", **about, package={"id": package})["id"]
    holds("ats_get_background_check_request", call("ats_get_background_check_request", id=order), id=order)
    call("ats_list_background_check_request", page_size="5")
    call("ats_get_background_check_result", id=order)
    call("ats_update_background_check_result", id=order, summary="Well done.", result={"value": "passed"})
    assessment = first("ats_list_assessments_packages")["id"]
    order = call("ats_order_assessments_request", **about, package={"id": assessment})["id"]
    holds("ats_get_assessments_request", call("ats_get_assessments_request", id=order), id=order)
    call("ats_get_assessments_result", id=order)
    call("ats_update_assessments_result", id=order, summary="Well done.", result={"value": "passed"})


def platform() -> None:
    owner = {"origin_owner_id": "customer-7", "origin_owner_name": "Customer Seven"}
    session = call("stackone_create_connect_session", **owner, provider="smartrecruiters")
    known = call("stackone_authenticate_connect_session", token=session["token"])
    holds("stackone_authenticate_connect_session", known, id=session["id"], **owner)
    call("stackone_list_linked_accounts", page_size=5)
    call("stackone_update_account", id="acme-basic", origin_owner_name="Customer One and a Half")
    shown = call("stackone_get_account", id="acme-basic")
    holds("stackone_update_account", shown, origin_owner_name="Customer One and a Half")
    call("stackone_get_account_meta_info", id="acme-basic")
    call("stackone_delete_account", id="acme-basic")
    call("stackone_list_connectors_meta", include="inactive")
    holds(
        "stackone_get_connector_meta", call("stackone_get_connector_meta", provider="basic-ats"), provider="basic-ats"
    )
    call("stackone_proxy_request", method="get", path="/candidates?limit=1")


for part in (shelves, nested, writes, platform):
    part()
sys.stdout.write(json.dumps({"tools": sorted(TOOLS), "calls": CALLS}))
