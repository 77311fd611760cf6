"""The audit trail of approvals, properties, onboarding, users and clients; and what it never has."""

from io import BytesIO
from typing import Any

import pytest

from ats_sandbox.contract.principal import OWN_PRINCIPALS, OwnPrincipal, Principal
from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.vendors.smartrecruiters.onboarding.state import ONBOARDING_PROCESSES
from ats_sandbox.vendors.smartrecruiters.properties.state import PROPERTIES
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.approvals import ApprovalOrder, DecisionMode
from ats_sandbox.world.domain.commands.approvals import request_approval
from ats_sandbox.world.domain.commands.offers import make_offer
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.users import UserRole
from tests.client import VendorClient
from tests.vendors.smartrecruiters import people
from tests.vendors.smartrecruiters.applying import an_ad, applied
from tests.vendors.smartrecruiters.job_bodies import LEAST
from tests.vendors.smartrecruiters.job_properties import ALL, new_property, property_id
from tests.vendors.smartrecruiters.property_places import a_place
from tests.vendors.smartrecruiters.property_places import property_id as candidate_property_id
from tests.vendors.smartrecruiters.trail import events, number, since
from tests.vendors.smartrecruiters.user_bodies import USERS, created, patch

GROUPS = "/user-api/v201804/access-groups"
PNG = b"\x89PNG\r\n\x1a\n"


def names(client: VendorClient, before: int) -> list[str]:
    return [name for name, _ in since(client, before)]


def asked(client: VendorClient, about: str, *steps: tuple[int, ...]) -> str:
    """The path of a pending request about the first job or an offer on it that everybody may see."""
    with client.arrange() as draft:
        application = next(iter(draft.applications.where(confidential=False)))
        subject: dict[str, int] = {"job": application.job}
        if about == "offer":
            subject = {"offer": make_offer(draft, application.id, salary=50_000, currency="EUR").id}
        request = request_approval(draft, **subject, order=ApprovalOrder.SEQUENTIAL, mode=DecisionMode.ANY, steps=steps)
    return f"/approvals-api/v201910/approvals/{native_id(client.read(), 'approval', request.id)}"


def test_the_approval_of_a_job_is_told_from_the_request_to_the_decision(smartrecruiters: VendorClient) -> None:
    before = number(smartrecruiters)
    path = asked(smartrecruiters, "job", (2,), (3,))
    two, three = (native_id(smartrecruiters.read(), "user", one) for one in (2, 3))

    smartrecruiters.post(f"{path}/approve-decisions", json={"approverId": two})
    smartrecruiters.post(f"{path}/reject-decisions", json={"approverId": three, "comment": "Above the band."})

    now = iso(smartrecruiters.world.now)
    comments = [{"text": "Above the band.", "authorId": three, "date": now}]
    assert since(smartrecruiters, before) == [
        ("JOB_APPROVAL_REQUESTED", {"comments": []}),
        ("JOB_APPROVAL_STEP_APPROVED", {"approver": two}),
        ("JOB_APPROVAL_STEP_REJECTED", {"approver": three, "comment": "Above the band."}),
        ("JOB_APPROVAL_REJECTED", {"comments": comments}),
    ]
    assert {one["entityType"] for one in events(smartrecruiters)[:4]} == {"JOB"}


def test_the_approval_of_an_offer_is_told_with_who_decided(smartrecruiters: VendorClient) -> None:
    path = asked(smartrecruiters, "offer", (2,))
    before, approver = number(smartrecruiters), native_id(smartrecruiters.read(), "user", 2)

    smartrecruiters.post(f"{path}/approve-decisions", json={"approverId": approver})

    id = path.rsplit("/", 1)[1]
    made = {"decision": "APPROVED", "decidedOn": smartrecruiters.world.now, "decidedBy": approver, "userId": approver}
    how = {"type": "sequential", "decisionMode": "any"}
    assert since(smartrecruiters, before) == [
        ("OFFER_APPROVAL_STEP_APPROVED", {"approver": approver, "approvalRequestId": id}),
        ("OFFER_APPROVAL_APPROVED", {"approvalRequestId": id, "approvers": [made], **how}),
    ]
    assert {one["entityType"] for one in events(smartrecruiters)[:2]} == {"OFFER"}


def test_a_new_request_abandons_the_one_before(smartrecruiters: VendorClient) -> None:
    first = asked(smartrecruiters, "job", (2,))
    before, user = number(smartrecruiters), native_id(smartrecruiters.read(), "user", 3)
    body = {"baseId": first.rsplit("/", 1)[1], "type": "parallel", "decisionMode": "all"}

    smartrecruiters.post("/approvals-api/v201910/approvals", json={**body, "steps": [{"approvers": [{"id": user}]}]})

    assert names(smartrecruiters, before) == ["JOB_APPROVAL_ABANDONED", "JOB_APPROVAL_REQUESTED"]


def test_a_job_property_is_told_through_its_life(smartrecruiters: VendorClient) -> None:
    before = number(smartrecruiters)
    path = new_property(smartrecruiters)
    id = path.rsplit("/", 1)[1]
    smartrecruiters.post(f"{path}/values", json={"id": "night", "label": "Nights"})
    smartrecruiters.put(f"{path}/activation")
    smartrecruiters.patch(path, json=[{"op": "replace", "path": "/required", "value": True}])
    smartrecruiters.patch(f"{path}/values/night", json=[{"op": "replace", "path": "/label", "value": "By night"}])
    smartrecruiters.put(f"{path}/archive-values/night")
    smartrecruiters.delete(f"{path}/archive-values/night")
    smartrecruiters.delete(f"{path}/activation")

    property = {"id": id, "label": "Shift model", "category": "job", "active": True, "visible": True}
    value = {"id": "night", "label": "By night", "archived": False}
    told = {"currentProperty": {**property, "required": True}, "previousProperty": {**property, "required": False}}
    assert since(smartrecruiters, before) == [
        ("JOB_PROPERTY_CREATED", {}),
        ("JOB_PROPERTY_ADDED_VALUE", {"value": [{**value, "label": "Nights"}]}),
        ("JOB_PROPERTY_ACTIVATED", {}),
        ("JOB_PROPERTY_UPDATED", told),
        ("JOB_PROPERTY_UPDATED_VALUE", {"currentValue": value, "previousValue": {**value, "label": "Nights"}}),
        ("JOB_PROPERTY_ARCHIVED_VALUE", {"valueId": "night"}),
        ("JOB_PROPERTY_UPDATED_VALUE", {"currentValue": value, "previousValue": {**value, "archived": True}}),
        ("JOB_PROPERTY_DEACTIVATED", {}),
    ]
    assert {one["entityId"] for one in events(smartrecruiters, entityType="JOB_PROPERTY")} == {id}


def test_dependents_are_told_as_they_were_and_are(smartrecruiters: VendorClient) -> None:
    upper, lower = new_property(smartrecruiters, "Region of sales"), new_property(smartrecruiters, "Area of sales")
    upper_id, lower_id = (path.rsplit("/", 1)[1] for path in (upper, lower))
    north, oslo = {"id": "north", "label": "North"}, {"id": "oslo", "label": "Oslo"}
    smartrecruiters.post(f"{upper}/values", json=north)
    smartrecruiters.post(f"{lower}/values", json=oslo)
    before = number(smartrecruiters)

    smartrecruiters.post(f"{upper}/dependents", json={"ids": [lower_id]})
    smartrecruiters.post(f"{upper}/values/north/dependents/{lower_id}/values", json={"id": "oslo"})
    smartrecruiters.delete(f"{upper}/values/north/dependents/{lower_id}/values/oslo")
    smartrecruiters.delete(f"{upper}/dependents/{lower_id}")

    related = {"parent": north, "values": [{**oslo, "archived": False}], "valuesIds": ["oslo"]}
    alone = {"parent": north, "values": [], "valuesIds": []}

    def relations(current: Any, previous: Any) -> dict[str, Any]:
        return {"dependentId": lower_id, "currentDependentValues": [current], "previousDependentValues": [previous]}

    def modified(how: str) -> dict[str, Any]:
        return {"dependentId": lower_id, "modifications": {how: {"north": ["oslo"]}}}

    properties = "JOB_PROPERTY_DEPENDENT_PROPERTIES_UPDATED"
    assert since(smartrecruiters, before) == [
        (properties, {"currentDependents": [lower_id], "previousDependents": []}),
        ("JOB_PROPERTY_DEPENDENT_VALUES_MODIFIED", modified("valuesAppended")),
        ("JOB_PROPERTY_DEPENDENT_VALUES_UPDATED", relations(related, alone)),
        ("JOB_PROPERTY_DEPENDENT_VALUES_MODIFIED", modified("valuesRemoved")),
        ("JOB_PROPERTY_DEPENDENT_VALUES_UPDATED", relations(alone, related)),
        (properties, {"currentDependents": [], "previousDependents": [lower_id]}),
    ]
    assert {one["entityId"] for one in events(smartrecruiters)[:6]} == {upper_id}


def test_the_properties_of_a_job_are_told_when_they_change_not_when_it_is_new(smartrecruiters: VendorClient) -> None:
    unit, why = (property_id(smartrecruiters, label) for label in ("Business unit", "Justification"))
    properties = [{"id": unit, "value": {"id": "platform"}}]
    job = smartrecruiters.post("/jobs", json={**LEAST, "properties": properties}).json["id"]
    assert "JOB_PROPERTIES_CHANGED" not in {one["eventName"] for one in events(smartrecruiters)}
    before = number(smartrecruiters)

    patch = [{"op": "replace", "path": "/properties", "value": [{"id": why, "value": {"label": "Growth"}}]}]
    answer = smartrecruiters.patch(f"/jobs/{job}", json=patch, content_type="application/json-patch+json")

    assert answer.status_code == 200, answer.text
    then, now = [{"fieldId": unit, "value": "platform"}], [{"fieldId": why, "value": "Growth"}]
    context = {"previousProperties": then, "currentProperties": now}
    assert since(smartrecruiters, before) == [("JOB_PROPERTIES_CHANGED", context)]
    assert events(smartrecruiters)[0]["entityId"] == job


def test_the_properties_of_a_candidate_on_a_job_are_told_together(smartrecruiters: VendorClient) -> None:
    path, before = a_place(smartrecruiters), number(smartrecruiters)
    keys = [one.key for one in smartrecruiters.read()[PROPERTIES] if one.accessible][:2]
    changed = [candidate_property_id(smartrecruiters, key) for key in keys]

    answer = smartrecruiters.put(path, json=[{"id": id} for id in changed])

    assert answer.status_code == 204, answer.text
    context = {"updatedPropertiesIds": changed, "updatedPropertiesKeys": keys}
    assert since(smartrecruiters, before) == [("APPLICATION_PROPERTIES_UPDATED", context)]
    assert events(smartrecruiters)[0]["entityType"] == "APPLICATION"


def test_the_story_of_a_new_hire_is_told_to_its_end(smartrecruiters: VendorClient) -> None:
    """Hired, made ready, and deleted: the onboarding process began with the status and goes with the candidate."""
    application = people.an_application(smartrecruiters, ApplicationStatus.IN_REVIEW)
    path = people.application_path(smartrecruiters, application)
    smartrecruiters.put(f"{path}/status", json={"status": "HIRED"})
    before = number(smartrecruiters)

    for status in ("READY_TO_ONBOARD", "READY_TO_ONBOARD", "ONBOARDING_SUCCESSFUL"):
        smartrecruiters.put(f"{path}/onboardingStatus", json={"onboardingStatus": status})
    begun = list(smartrecruiters.read()[ONBOARDING_PROCESSES].where(application=application.id))
    smartrecruiters.delete(path.split("/jobs/")[0])

    assert len(begun) == 1
    told = [one for one in since(smartrecruiters, before) if not one[0].startswith("POSITION")]
    assert told == [
        ("ONBOARDING_STATUS_UPDATED", {"toValueId": "READY_TO_ONBOARD"}),
        (
            "ONBOARDING_STATUS_UPDATED",
            {"fromValueId": "READY_TO_ONBOARD", "toValueId": "ONBOARDING_SUCCESSFUL"},
        ),
        ("CANDIDATE_DELETED", {}),
        ("ONBOARDING_PROCESS_DELETED", {"deletionReason": "CANDIDATE_DELETED"}),
    ]
    assert events(smartrecruiters)[0]["entityType"] == "ONBOARDING_PROCESS"


def test_a_user_is_told_through_their_life(smartrecruiters: VendorClient) -> None:
    before = number(smartrecruiters)
    path = f"{USERS}/{created(smartrecruiters)['id']}"
    id = path.rsplit("/", 1)[1]
    group = smartrecruiters.get(GROUPS).json["content"][0]["id"]

    smartrecruiters.put(f"{path}/activation")
    patch(smartrecruiters, id, ("replace", "/systemRole", {"id": "STANDARD"}))
    patch(smartrecruiters, id, ("replace", "/externalData", "employee 4711"))
    patch(smartrecruiters, id, ("replace", "/externalData", "employee 4711"))
    smartrecruiters.put(f"{path}/avatar", data={"file": (BytesIO(PNG), "me.png", "image/png")})
    smartrecruiters.post(f"{GROUPS}/{group}/users", json=[id])
    smartrecruiters.delete(f"{GROUPS}/{group}/users/{id}")
    smartrecruiters.post(f"{path}/reset-password")
    smartrecruiters.delete(f"{path}/activation")
    smartrecruiters.delete(f"{path}/activation")

    assert since(smartrecruiters, before) == [
        ("USER_ACCOUNT_CREATED", {}),
        ("USER_ACCOUNT_ACTIVATED", {}),
        ("USER_ROLE_CHANGED", {"currentRole": "STANDARD", "previousRole": "EXTENDED"}),
        ("USER_ACCOUNT_UPDATED", {}),
        ("USER_ACCOUNT_UPDATED", {}),
        ("USER_ACCOUNT_UPDATED", {}),
        ("USER_ACCOUNT_UPDATED", {}),
        ("USER_ACCOUNT_DEACTIVATED", {}),
    ]
    assert {one["entityId"] for one in events(smartrecruiters, entityType="USER")} == {id}


def test_another_role_is_all_that_is_told_of_who_gets_one(smartrecruiters: VendorClient) -> None:
    """Who was there from the start has the seats of the role at that time, and keeps them."""
    world, before = smartrecruiters.read(), number(smartrecruiters)
    recruiter = next(one for one in world.users if one.role is UserRole.RECRUITER and one.active)

    changed = patch(smartrecruiters, ids.USER.write(world, recruiter.id), ("replace", "/systemRole/id", "STANDARD"))

    assert changed.json["seats"] == ["crm", "textMessaging"]
    assert names(smartrecruiters, before) == ["USER_ROLE_CHANGED"]


def test_a_client_that_a_user_lets_act_for_them_is_told(smartrecruiters: VendorClient) -> None:
    query = {"client_id": "sandbox-readonly", "redirect_uri": "https://client.example.com/callback"}

    smartrecruiters.get("/identity/oauth/allow", query_string=query, token=None)

    one = events(smartrecruiters)[0]
    assert (one["eventName"], one["authorType"]) == ("OAUTH_APPLICATION_ACCESS_GRANTED", "USER")
    assert one["entityId"] == one["authorId"] == ids.USER.write(smartrecruiters.read(), 1)
    assert one["context"]["applicationId"] == "sandbox-readonly"


def test_what_candidates_do_themselves_creates_no_application_in_the_trail(smartrecruiters: VendorClient) -> None:
    before = number(smartrecruiters)

    applied(smartrecruiters, an_ad(smartrecruiters))

    assert "JOB_APPLICATION_CREATED" not in names(smartrecruiters, before)


@pytest.mark.parametrize("gone", [False, True])
def test_an_administrator_of_some_jobs_is_not_told_of_the_others(smartrecruiters: VendorClient, gone: bool) -> None:
    rows = smartrecruiters.read().applications
    alone = (one for one in rows.where(confidential=False) if len(rows.where(candidate=one.candidate)) == 1)
    application = next(one for one in alone if one.status is ApplicationStatus.IN_REVIEW)
    path = people.application_path(smartrecruiters, application)
    with smartrecruiters.arrange() as world:
        jobs = frozenset(one.id for one in world.jobs if one.id != application.job)
        some = Principal("some-jobs", "is made for a test", jobs=jobs)
        world.put(OWN_PRINCIPALS, OwnPrincipal(id=world.next_id(OWN_PRINCIPALS), principal=some))
    smartrecruiters.put(f"{path}/status", json={"status": "OFFERED"})
    smartrecruiters.put(f"{path.split('/jobs/')[0]}/tags", json={"tags": ["rare"]})
    smartrecruiters.post(f"{ALL}", json={"label": "Shift model", "category": "job", "visible": True})
    if gone:
        smartrecruiters.delete(path.split("/jobs/")[0])

    shown = smartrecruiters.get("/audit-api/v201910/audit-events", token="some-jobs", query_string={"limit": 100})

    hidden = {path.split("/")[2], ids.APPLICATION.write(smartrecruiters.read(), application.id)}
    assert shown.json["content"][0]["eventName"] == "JOB_PROPERTY_CREATED"
    assert hidden <= {one["entityId"] for one in events(smartrecruiters)}
    assert not hidden & {one["entityId"] for one in shown.json["content"]}
