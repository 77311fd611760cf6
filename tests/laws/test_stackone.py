"""The laws of records at StackOne: candidates, jobs, applications and offers through a linked account."""

from typing import Any, ClassVar

from hypothesis import strategies as st

from ats_sandbox.app import SandboxApp
from tests.client import VendorClient
from tests.lanes import Lane
from tests.laws.documents import Record, sent
from tests.laws.machine import Laws, bounded, hold, joined, law, ok, one_of, picked
from tests.laws.stackone_bodies import changes, halves, offers, openings, people
from tests.laws.values import Moment, ranks, sizes
from tests.vendors.stackone.api import ATS, synthetic

KINDS = ("candidates", "jobs", "applications", "offers")
WRONG: tuple[Record, ...] = (
    {"custom_fields": "x"},
    {"unified_custom_fields": []},
    {"title": 1},
    {"confidential": True, "social_links": [1]},
)
ENDED = ("rejected", "declined_by_candidate", "converted", "unmapped_value")
HIRED = ("hired", "onboarding")
STANDING = (
    *("interview_stage", "interview_stage_id", "application_stage", "application_stage_id"),
    *("application_status", "rejected_at", "rejected_reasons", "rejected_reason_ids"),
)
"""What of an application may move along with its status, besides the remote forms of the ids."""


def shown(moment: Moment | None) -> str | None:
    """A moment as it is read."""
    return None if moment is None else moment.iso


def amended(before: list[Record], body: Record) -> list[Record]:
    """The custom fields after a write."""
    told = body["custom_fields"]
    if told is None:
        return []
    new = [
        {"id": synthetic(one["remote_id"]), "name": None, "value": None, "value_id": None, "remote_value_id": None}
        | one
        for one in told
    ]
    replaced = {one["remote_id"] for one in new}
    return [*(one for one in before if one["remote_id"] not in replaced), *new]


def spoken(person: Record) -> str:
    """Both names, as far as there are any."""
    return f"{person['first_name'] or ''} {person['last_name'] or ''}".strip()


MAPPED = {
    "Cost centre": "cost_centre",
    "Notice period": "notice_period",
    "Screening score": "screening_score",
}
"""The provider's fields that the project shows among its own, and as what."""
CONTACT = ("name", "first_name", "last_name", "email", "emails", "phone_numbers", "social_links", "company", "title")
NOBODY = {
    **dict.fromkeys(("name", "first_name", "last_name", "email", "phone", "company", "title", "hired_at", "country")),
    **{name: [] for name in ("emails", "phone_numbers", "social_links", "tags", "custom_fields")},
    "application_ids": [],
    "remote_application_ids": [],
    "unified_custom_fields": None,
}


class StackOne(Laws):
    """`model` holds the records of each kind by id, in the order of the list, custom fields included.

    `own` keeps the project's own fields as they were told for a candidate or a job.
    """

    vendor = "stackone"
    begun: ClassVar[dict[str, list[Record]]] = {}

    def __init__(self) -> None:
        super().__init__()
        if not self.begun:
            for kind in (*KINDS, "departments", "locations", "rejected_reasons"):
                self.begun[kind] = listed(self.still, kind, 100)
        self.model = {kind: {one["id"]: one for one in self.begun[kind]} for kind in KINDS}
        self.own: dict[str, Record | None] = {}

    def make(self, kind: str, body: Record) -> Record:
        """The new record of a kind, as it is read."""
        ids = ok(self.client.post(f"{ATS}/{kind}", json=sent(body)), 201)["data"]
        assert ids["id"] not in self.model[kind]
        made = shown_at(self.client, kind, ids["id"])
        assert made["id"] == shown_at(self.client, kind, ids["remote_id"])["id"]
        times = {"created_at": self.now.iso, "updated_at": self.now.iso}
        assert {name: made[name] for name in (*ids, *times)} == ids | times
        self.model[kind][made["id"]] = made
        return made

    def expect(self, kind: str, record: Record) -> None:
        """The record is read as this."""
        self.model[kind][record["id"]] = record
        assert shown_at(self.client, kind, record["id"]) == record

    def told(self, before: Record, body: Record) -> Record:
        """What a person is after a body was written."""
        after = {**before, **{name: body[name] for name in ("company", "title", "country") if name in body}}
        after |= {name: body[name] or None for name in ("first_name", "last_name") if name in body}
        if "name" in body:
            first, _, last = body["name"].strip().partition(" ")
            after |= {"first_name": first or None, "last_name": last.strip() or None, "name": body["name"] or None}
        elif spoken(after) != spoken(before):
            after["name"] = spoken(after) or None
        if "email" in body:
            new = [] if body["email"] is None else [{"type": "personal", "value": body["email"]}]
            kept = [one for one in before["emails"][1:] if one["value"] != body["email"]] if new else []
            after |= {"email": body["email"], "emails": [*new, *kept]}
        if "phone_numbers" in body:
            held = [one for one in body["phone_numbers"] or () if one["phone"]]
            after |= {"phone_numbers": held, "phone": held[0]["phone"] if held else None}
        if "social_links" in body:
            after["social_links"] = [one for one in body["social_links"] or () if one["url"]]
        if "hired_at" in body:
            after["hired_at"] = shown(body["hired_at"])
        return self.marked(after, before, body)

    def marked(self, after: Record, before: Record, body: Record) -> Record:
        """With the fields that customers define themselves: the project's own are told or stand for a provider's."""
        own, fields = self.own.get(before.get("id", "")), before["custom_fields"]
        if "unified_custom_fields" in body:
            own = body["unified_custom_fields"]
            fields = [
                one | {"value": own[key], "value_id": None, "remote_value_id": None}
                if (key := MAPPED.get(one["name"])) in (own or {})
                else one
                for one in fields
            ]
        fields = amended(fields, body) if "custom_fields" in body else fields
        mapped = {MAPPED[one["name"]]: one["value"] for one in fields if one["name"] in MAPPED}
        shown = {**(own or {}), **mapped} if mapped else own
        return after | {"custom_fields": fields, "unified_custom_fields": shown}

    def taken(self, body: Record, id: str | None = None) -> bool:
        """True when another candidate has the address."""
        address = (body.get("email") or "").casefold()
        others = (one for one in self.model["candidates"].values() if one["id"] != id)
        return bool(address) and any(address == mail["value"].casefold() for one in others for mail in one["emails"])

    @law(body=people)
    def a_candidate_is_read_as_they_were_written(self, body: Record) -> bool:
        if self.taken(body):
            with self.unchanged():
                assert self.client.post(f"{ATS}/candidates", json=sent(body)).status_code == 409
            return False
        made = self.make("candidates", body)
        times = ("id", "remote_id", "created_at", "updated_at")
        assert made == self.told(NOBODY, body) | {name: made[name] for name in times}
        self.own[made["id"]] = body.get("unified_custom_fields")
        return True

    @law(body=halves, number=ranks)
    def a_patch_of_a_candidate_touches_only_what_it_names(self, body: Record, number: int) -> bool:
        before = picked(self.model["candidates"], number)
        path = f"{ATS}/candidates/{before['id']}"
        if self.taken(body, before["id"]):
            with self.unchanged():
                assert self.client.patch(path, json=sent(body)).status_code == 409
            return False
        ok(self.client.patch(path, json=sent(body)))
        after = self.told(before, body) | {"updated_at": self.now.iso}
        self.own[before["id"]] = body.get("unified_custom_fields", self.own.get(before["id"]))
        self.expect("candidates", after)
        for id in after["application_ids"]:
            contact = {name: after[name] for name in CONTACT}
            self.expect("applications", self.model["applications"][id] | {"candidate": contact})
        return spoken(after) != spoken(before)

    def described(self, before: Record, body: Record, number: int) -> tuple[Record, Record]:
        """A body for a job, and what the job is then."""
        departments, offices = self.begun["departments"], self.begun["locations"]
        named = {"department_ids": [one_of(departments, number), one_of(departments, number // 2)]}
        named["location_ids"] = [one_of(offices, number)] * 2 if number % 2 else []
        body = {**body, **{name: [one["id"] for one in some] for name, some in named.items()}}
        after = {**before}
        for name, some in named.items():
            unique = list({one["id"]: one for one in some}.values())
            after |= {name: [one["id"] for one in unique], f"remote_{name}": [one["remote_id"] for one in unique]}
        after |= {name: body[name] or None for name in ("code", "title", "description") if name in body}
        if "confidential" in body:
            after["confidential"] = body["confidential"]
        if "job_status" in body:
            after["status"] = body["job_status"]["value"]
        return body, self.marked(after, before, body)

    @law(body=openings, number=ranks)
    def a_job_is_read_as_it_was_written(self, body: Record, number: int) -> bool:
        empty = dict.fromkeys(("title", "description", "unified_custom_fields", "interview_stages"))
        beginning = {"status": "draft", "confidential": "false", "custom_fields": [], "hiring_team": [], **empty}
        body, expected = self.described(beginning, body, number)
        made = self.make("jobs", body)
        assert made["code"]
        expected["code"] = expected.get("code") or made["code"]
        given = ("id", "remote_id", "created_at", "updated_at", "job_status")
        assert made == expected | {name: made[name] for name in given}
        assert made["job_status"]["value"] == made["status"]
        self.own[made["id"]] = body.get("unified_custom_fields")
        return True

    @law(body=openings, number=ranks, which=ranks)
    def a_patch_of_a_job_touches_only_what_it_names(self, body: Record, number: int, which: int) -> bool:
        before = picked(self.model["jobs"], which)
        body, after = self.described(before, body, number)
        ok(self.client.patch(f"{ATS}/jobs/{before['id']}", json=sent(body)))
        found = shown_at(self.client, "jobs", before["id"])
        if "job_status" in body:
            after["job_status"] = {"value": after["status"], "source_value": found["job_status"]["source_value"]}
        self.own[before["id"]] = body.get("unified_custom_fields", self.own.get(before["id"]))
        self.expect("jobs", after | {"updated_at": self.now.iso})
        for one in [one for one in self.model["applications"].values() if one["job_id"] == before["id"]]:
            office = shown_at(self.client, "applications", one["id"])
            names = [f"{form}location_id{many}" for form in ("", "remote_") for many in ("", "s")]
            self.expect("applications", one | {name: office[name] for name in names})
        return True

    @law(body=offers, number=ranks)
    def an_offer_is_read_as_it_was_written(self, body: Record, number: int) -> bool:
        of = picked(self.model["applications"], number) if number % 3 else {"id": None, "remote_id": None}
        made = self.make("offers", {**body, "application_id": of["id"]})
        assert (made["application_id"], made["remote_application_id"]) == (of["id"], of["remote_id"])
        assert made["offer_status"]["value"] == body.get("offer_status", {"value": "created"})["value"]
        for one, told in zip([made, *made["offer_history"]], [body, *(body.get("offer_history") or ())], strict=True):
            assert (one["salary"], one["currency"]) == (told.get("salary"), told.get("currency"))
            assert one["start_date"] == shown(told.get("start_date"))
        return True

    def applied(self, number: int) -> Record:
        """A new application of somebody for a job that they are not on."""
        person = picked(self.model["candidates"], number)
        held = {one["job_id"] for one in self.model["applications"].values() if one["candidate_id"] == person["id"]}
        job = one_of([one for one in self.model["jobs"].values() if one["id"] not in held], number)
        body = {"candidate_id": person["id"], "job_id": job["remote_id"], "source": {"name": "A friend of mine"}}
        made = self.make("applications", body)
        assert (made["candidate_id"], made["job_id"]) == (person["id"], job["id"])
        assert made["source"] == {"id": None, "remote_id": None, "name": "A friend of mine"}
        assert made["application_status"]["value"] == "active"
        assert made["location_ids"] == job["location_ids"]
        added = {"application_ids": made["id"], "remote_application_ids": made["remote_id"]}
        self.expect("candidates", person | {name: [*person[name], id] for name, id in added.items()})
        with self.unchanged():
            assert self.client.post(f"{ATS}/applications", json=body).status_code == 409
        return made

    @law(number=ranks)
    def an_application_is_read_as_it_was_written(self, number: int) -> bool:
        made = self.applied(number)
        person = self.model["candidates"][made["candidate_id"]]
        assert made["candidate"] == {name: person[name] for name in CONTACT}
        return True

    def some_application(self, number: int) -> Record:
        """An application of somebody who is not hired; every other time a new one."""
        held = {id: one for id, one in self.model["applications"].items() if status_of(one) not in HIRED}
        return picked(held, number) if number % 2 else self.applied(number)

    @law(body=changes, number=ranks)
    def a_patch_of_an_application_touches_only_what_it_names(self, body: Record, number: int) -> bool:
        before = self.some_application(number)
        ok(self.client.patch(f"{ATS}/applications/{before['id']}", json=body))
        after = self.marked({**before}, before, body)
        if "source" in body:
            name = (body["source"] or {}).get("name")
            after["source"] = None if name is None else {"id": None, "remote_id": None, "name": name}
        if "application_status" in body:
            after = self.moved(after, body["application_status"]["value"])
        self.expect("applications", after | {"updated_at": self.now.iso})
        return bool(body)

    def moved(self, before: Record, status: str | None = None) -> Record:
        """The application with what a change of its status may take along."""
        found = shown_at(self.client, "applications", before["id"])
        assert status in (None, status_of(found))
        return before | {name: found[name] for name in found if name.removeprefix("remote_") in STANDING}

    @law(number=ranks, which=ranks)
    def a_move_changes_only_where_an_application_stands(self, number: int, which: int) -> bool:
        before = self.some_application(number)
        path = f"{ATS}/applications/{before['id']}/move"
        job = ok(self.client.get(f"{ATS}/jobs/{before['job_id']}?expand=interview_stages"))["data"]
        stage = one_of(job["interview_stages"][:-1], which)
        if status_of(before) in ENDED:
            with self.unchanged():
                assert self.client.post(path, json={"interview_stage_id": stage["id"]}).status_code == 409
            return False
        ok(self.client.post(path, json={"interview_stage_id": stage["id"]}))
        after = self.moved(before) | {"updated_at": self.now.iso}
        assert (after["interview_stage"], after["application_stage_id"]) == (stage, stage["id"])
        self.expect("applications", after)
        return after["interview_stage"] != before["interview_stage"]

    @law(number=ranks, which=ranks)
    def a_rejection_tells_its_reason(self, number: int, which: int) -> bool:
        before = self.some_application(number)
        own = [one for one in self.begun["rejected_reasons"] if one["type"] == "rejected_by_organization"]
        reason = one_of(own, which)
        answer = self.client.post(
            f"{ATS}/applications/{before['id']}/reject", json={"rejected_reason_id": reason["id"]}
        )
        if status_of(before) in ENDED:
            assert answer.status_code == 409
            return False
        ok(answer)
        after = self.moved(before, "rejected") | {"updated_at": self.now.iso}
        assert (after["rejected_reasons"], after["rejected_at"]) == ([reason], self.now.iso)
        assert after["interview_stage"] == before["interview_stage"]
        self.expect("applications", after)
        return True

    @law(kind=st.sampled_from(["candidates", "jobs"]), number=ranks, wrong=ranks)
    def a_refused_write_leaves_its_record_alone(self, kind: str, number: int, wrong: int) -> bool:
        path = f"{ATS}/{kind}/{picked(self.model[kind], number)['id']}"
        body = {"title": "Gardener", **one_of(WRONG, wrong)}
        with self.unchanged():
            assert self.client.patch(path, json=body).status_code == 400
            assert self.client.post(f"{ATS}/{kind}", json=body).status_code == 400
            assert self.client.patch(path, json={}, headers={"x-account-id": "acme-expired"}).status_code == 412
            assert self.client.patch(path, json={}, token="sandbox-readonly").status_code == 403
        return True

    @law(kind=st.sampled_from(KINDS), size=sizes, style=st.sampled_from(["next", "page"]))
    def the_pages_joined_are_the_list(self, kind: str, size: int, style: str) -> bool:
        expected = list(self.model[kind].values())
        assert listed(self.client, kind, bounded(min(size, 100), len(expected)), style) == expected
        return True

    @law(kind=st.sampled_from(KINDS), number=ranks, names=st.sets(ranks, min_size=1, max_size=3), size=sizes)
    def a_filter_finds_exactly_what_satisfies_it(self, kind: str, number: int, names: set[int], size: int) -> bool:
        record = picked(self.model[kind], number)
        values = {"updated_after": record["updated_at"], "created_after": record["created_at"]}
        own = {"job_id": "job_id", "application_stage_id": "application_stage_id", "job_status": "status"}
        values |= {name: record[member] for name, member in own.items() if member in record}
        if kind == "candidates" and record["email"]:
            values["email"] = record["email"].swapcase()
        if kind == "offers":
            del values["created_after"], values["application_id" if "application_id" in values else "updated_after"]
        if values.get("job_status") not in (None, "open", "draft"):
            del values["job_status"]
        asked = (
            {name: values[name] for name in {one_of(list(values), one) for one in names} if values} if values else {}
        )
        expected = [one for one in self.model[kind].values() if satisfies(one, asked)]
        filters = {f"filter[{name}]": value for name, value in asked.items()}
        assert listed(self.client, kind, bounded(min(size, 100), len(expected)), **filters) == expected
        return 0 < len(expected) < len(self.model[kind])


def status_of(application: Record) -> str:
    """StackOne's word for where an application stands."""
    return str(application["application_status"]["value"])


def satisfies(record: Record, asked: Record) -> bool:
    """True for a record that a filter is for."""
    mails = [one["value"].casefold() for one in record.get("emails", ())]
    return (
        record["updated_at"] > asked.get("updated_after", "")
        and record["created_at"] > asked.get("created_after", "")
        and ("email" not in asked or asked["email"].casefold() in mails)
        and ("job_status" not in asked or record["status"] == asked["job_status"])
        and all(record[name] == asked[name] for name in ("job_id", "application_stage_id") if name in asked)
    )


def shown_at(client: VendorClient, kind: str, id: str) -> Record:
    """A record with its custom fields."""
    record: Record = ok(client.get(f"{ATS}/{kind}/{id}", query_string=including(kind)))["data"]
    return record


def including(kind: str) -> dict[str, str]:
    """Asks for custom fields, where there are any."""
    return {"include": "custom_fields"} if kind in ("candidates", "jobs", "applications") else {}


def listed(client: VendorClient, kind: str, size: int, style: str = "next", **filters: str) -> list[Record]:
    """The list in pages of this size, joined."""

    def page(at: Any) -> tuple[list[Record], Any]:
        asked = {**filters, **including(kind), "page_size": str(size), **({} if at is None else {style: at})}
        answer = ok(client.get(f"{ATS}/{kind}", query_string=asked))
        more = answer["next"]
        return answer["data"], more if more is None or style == "next" else int(at or 1) + 1

    return joined(page, size)


def test_stackone_keeps_the_laws(sandbox: SandboxApp, lane: Lane) -> None:
    hold(StackOne, sandbox, lane)
