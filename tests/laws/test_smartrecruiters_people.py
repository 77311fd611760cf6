"""The laws of records at SmartRecruiters: candidates, their tags, and where they stand on jobs."""

from typing import ClassVar

from hypothesis import strategies as st

from ats_sandbox.app import SandboxApp
from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.vendors.smartrecruiters.candidates.state import REQUIRED_STEPS
from ats_sandbox.vendors.smartrecruiters.vocabulary import CANDIDATE_STATUSES
from tests.client import VendorClient
from tests.lanes import Lane
from tests.laws.documents import Record, stripped, told
from tests.laws.machine import Laws, bounded, hold, joined, law, ok, one_of, picked
from tests.laws.values import Moment, floats, mails, maybe, moments, ranks, sizes, texts

some = texts.filter(bool)
tags = st.lists(some.map(lambda one: one[:50]), max_size=4)
webs = st.fixed_dictionaries({}, optional={name: maybe(texts) for name in ("skype", "linkedin", "website")})
norway = {"country": st.just("Norway"), "countryCode": st.just("NO")}
coordinates = {"lat": maybe(floats), "lng": maybe(floats)}
regions = {"region": maybe(texts), "regionCode": maybe(texts)}
places = st.one_of(
    st.fixed_dictionaries({}, optional=regions | coordinates | {"city": maybe(some)}),
    st.fixed_dictionaries(norway | {"city": some}, optional=regions | coordinates),
)
moves = st.one_of(
    st.fixed_dictionaries({}, optional=regions | coordinates),
    st.fixed_dictionaries({"city": some} | coordinates),
)
"""Changes of a place that leave no doubt: a new city brings its coordinates along."""
times = {"current": st.booleans(), "location": texts, "startDate": texts, "endDate": texts, "description": texts}
schools = st.fixed_dictionaries(
    {"institution": some, "degree": some}, optional={"major": maybe(some)} | {n: maybe(v) for n, v in times.items()}
)
employers = st.fixed_dictionaries(
    {"current": st.booleans()}, optional={"title": maybe(some), "company": maybe(some), "description": maybe(texts)}
)
people = st.fixed_dictionaries(
    {"firstName": some, "lastName": some, "email": mails},
    optional={
        "phoneNumber": maybe(texts),
        "location": maybe(places),
        "web": maybe(webs),
        "tags": maybe(tags),
        "education": maybe(st.lists(schools, max_size=2)),
        "experience": maybe(st.lists(employers, max_size=2)),
        "internal": maybe(st.booleans()),
        "id": texts,
    },
)
revisions = st.fixed_dictionaries(
    {},
    optional={
        "firstName": some,
        "lastName": some,
        "email": mails,
        "phoneNumber": maybe(texts),
        "location": maybe(moves),
        "web": maybe(webs),
        "tags": tags,
    },
)
WRONG: tuple[Record, ...] = (
    {"firstName": ""},
    {"lastName": None},
    {"email": "nobody"},
    {"phoneNumber": 1},
    {"location": {"countryCode": "NOR"}},
    {"web": []},
)
STATUSES = ("LEAD", "NEW", "IN_REVIEW", "INTERVIEW", "OFFERED", "HIRED", "REJECTED", "WITHDRAWN", "TRANSFERRED")
STEPPED = ("OFFERED", "HIRED")
"""What a required step comes before."""
ENDINGS = {
    "REJECTED": ("rejection-reasons", "reasonOfRejection"),
    "WITHDRAWN": ("withdrawal-reasons", "reasonOfWithdrawal"),
}
LISTED = ("id", "internal", "firstName", "lastName", "email", "createdOn", "updatedOn", "location", "tags")
"""Members that a list shows as the details do."""


class People(Laws):
    """`model` holds the details of each candidate; `own` are those that the machine created."""

    vendor = "smartrecruiters"
    begun: ClassVar[dict[str, Record]] = {}
    company: ClassVar[dict[str, list[Record]]] = {}

    def __init__(self) -> None:
        super().__init__()
        if not self.begun:
            for one in listed(self.still, 100):
                self.begun[one["id"]] = details(self.still, one["id"])
            for name in ("rejection-reasons", "withdrawal-reasons", "sources"):
                self.company[name] = ok(self.still.get(f"/configuration/{name}"))["content"]
            self.company["jobs"] = ok(self.still.get("/jobs?limit=100&sort=job_id"))["content"]
        self.model = dict(self.begun)
        self.own: list[str] = []
        self.gone: list[str] = []

    def expect(self, record: Record) -> None:
        """The candidate is read as this."""
        self.model[record["id"]] = record
        assert details(self.client, record["id"]) == record

    def namesake(self, email: str | None, last_name: str) -> Record | None:
        """Who has this address and last name, in any letter case."""
        pair = ((email or "").casefold(), last_name.casefold())
        same = (one for one in self.model.values() if (one.get("email", "").casefold(), folded(one)) == pair)
        return next(same, None)

    @law(body=people, number=ranks, job=ranks, on_job=st.booleans())
    def a_candidate_is_read_as_they_were_written(self, body: Record, number: int, job: int, on_job: bool) -> bool:
        self.create(body, one_of(self.company["jobs"], job) if on_job else None)
        return True

    def create(self, body: Record, job: Record | None) -> str:
        """A new candidate, in the pool or on a job; or who they are already, and perhaps one more assignment."""
        path = "/candidates" if job is None else f"/jobs/{job['id']}/candidates"
        known = self.namesake(body["email"], body["lastName"])
        made = stripped(ok(self.client.post(path, json=body), 201))
        expected = {**known} if known is not None else self.newcomer(body, made["id"])
        if known is not None and body.get("internal") and not known["internal"]:
            expected |= {"internal": True, "updatedOn": self.now.iso}
        if job is not None and job["id"] not in {one["job"]["id"] for one in assignments(expected)}:
            new = {"job": {"id": job["id"], "title": job["title"]}, "status": "NEW", "source": "API"}
            if "primaryAssignment" in expected:
                expected["secondaryAssignments"] = [*expected["secondaryAssignments"], new]
            else:
                expected["primaryAssignment"] = new
        assert made == expected
        self.expect(expected)
        return str(made["id"])

    def newcomer(self, body: Record, id: str) -> Record:
        """The details of somebody who was not known."""
        assert id not in (*self.model, *self.gone)
        self.own.append(id)
        said = told(body)
        return told(
            {
                "id": id,
                "internal": said.get("internal", False),
                **{name: said[name] for name in ("firstName", "lastName", "email")},
                "phoneNumber": said.get("phoneNumber") or None,
                "location": told(said.get("location", {})) or None,
                "web": {name: url for name, url in said.get("web", {}).items() if url},
                "createdOn": self.now.iso,
                "updatedOn": self.now.iso,
                "tags": list(dict.fromkeys(said.get("tags", ()))),
                "education": [{"current": False, **told(one)} for one in said.get("education", ())],
                "experience": [{"current": False, **told(one)} for one in said.get("experience", ())],
                "secondaryAssignments": [],
            }
        )

    @law(body=revisions, number=ranks, odd=people)
    def a_patch_touches_only_what_it_names(self, body: Record, number: int, odd: Record) -> bool:
        id = one_of(self.own, number) if self.own else self.create(odd, None)
        if id not in self.own:
            return False
        before = self.model[id]
        after = {**before, **{name: body[name] for name in ("firstName", "lastName", "email") if name in body}}
        if "phoneNumber" in body:
            after["phoneNumber"] = body["phoneNumber"] or None
        for name in ("location", "web"):
            if name in body:
                changed = {**before.get(name, {}), **(body[name] or {})} if body[name] is not None else {}
                after[name] = {key: value for key, value in changed.items() if value is not None}
        after["web"] = {network: url for network, url in after["web"].items() if url}
        after = {name: value for name, value in told(after).items() if name != "location" or value}
        other = self.namesake(after["email"], after["lastName"])
        moved = (after["email"], after["lastName"]) != (before["email"], before["lastName"])
        if moved and other is not None and other["id"] != id:
            with self.unchanged():
                assert self.client.patch(f"/candidates/{id}", json=body).status_code == 409
            return False
        made = stripped(ok(self.client.patch(f"/candidates/{id}", json=body)))
        if after != before:
            after["updatedOn"] = self.now.iso
        assert made == after
        self.expect(after)
        return after != before

    @law(number=ranks, wrong=ranks, which=ranks)
    def a_refused_write_leaves_its_record_alone(self, number: int, wrong: int, which: int) -> bool:
        path = f"/candidates/{picked(self.model, number)['id']}"
        body = one_of(WRONG, wrong)
        job = one_of(self.company["jobs"], which)["id"]
        with self.unchanged():
            assert self.client.patch(path, json={"firstName": "Ada", **body}).status_code == 400
            assert self.client.put(f"{path}/tags", json={"tags": ["fine", ""]}).status_code == 400
            assert self.client.delete(path, token="sandbox-readonly").status_code == 403
            odd = {"firstName": "Ada", "lastName": "Quist", "email": "ada.quist@example.com", **body}
            assert self.client.post(f"/jobs/{job}/candidates", json=odd).status_code == 400
        return True

    @law(number=ranks, new=tags, how=st.sampled_from(["PUT", "POST", "DELETE"]))
    def tags_are_read_as_they_were_written(self, number: int, new: list[str], how: str) -> bool:
        before = picked(self.model, number)
        path = f"/candidates/{before['id']}/tags"
        held = {"PUT": [], "POST": before["tags"], "DELETE": []}[how]
        sent = {"PUT": new, "POST": [*new, "more"], "DELETE": []}[how]
        kept = list(dict.fromkeys([*held, *sent]))
        answer = self.client.send(how, path, json=None if how == "DELETE" else {"tags": sent})
        assert ok(answer, 204 if how == "DELETE" else 201) == (None if how == "DELETE" else {"tags": kept})
        assert ok(self.client.get(path)) == {"tags": kept}
        shown = details(self.client, before["id"])
        if kept != before["tags"]:
            assert shown["updatedOn"] == self.now.iso
        self.expect({**before, "tags": kept, "updatedOn": shown["updatedOn"]})
        return kept != before["tags"]

    @law(number=ranks, which=ranks, status=st.sampled_from(STATUSES), starts=maybe(moments), reason=ranks)
    def a_status_is_read_as_it_was_written(
        self, number: int, which: int, status: str, starts: Moment | None, reason: int
    ) -> bool:
        before, one = self.assigned(number, which)
        path = f"/candidates/{before['id']}/jobs/{one['job']['id']}/status"
        past = ok(self.client.get(f"{path}/history"))["content"]
        sent = {"status": status, **({"startsOn": starts.text} if starts else {})}
        after = {name: one[name] for name in ("job", "source") if name in one} | {"status": status}
        if status in ENDINGS:
            reasons, name = ENDINGS[status]
            chosen = one_of(self.company[reasons], reason)
            with self.unchanged():
                assert self.client.put(path, json=sent).status_code == 400
            sent["reason"] = chosen["id"]
            after[name] = {"id": chosen["id"], "label": chosen["label"]}
        if status == "HIRED" and (starts or one["status"] == "HIRED"):
            after |= {"startsOn": starts.iso} if starts else told({"startsOn": one.get("startsOn")})
        answer = self.client.put(path, json=sent)
        if status in STEPPED and answer.status_code == 400:
            self.go_through_the_required_step(before, one, past)
            return True
        ok(answer, 204)
        self.restand(before, one, after)
        entries = ok(self.client.get(f"{path}/history"))["content"]
        new = [{"changedOn": self.now.iso, "status": status, "actions": {}}] if after != one else []
        assert entries == past + new
        return bool(new)

    def go_through_the_required_step(self, record: Record, one: Record, past: list[Record]) -> None:
        """The job's process requires a step that the candidate has not been through: it is what was missing."""
        world = self.client.read()
        path = f"/candidates/{record['id']}/jobs/{one['job']['id']}/status"
        (stage,) = (world.stages[required.stage] for required in world[REQUIRED_STEPS])
        assert world.jobs[ids.JOB.read(world, one["job"]["id"])].pipeline == stage.pipeline
        assert stage.name not in {entry.get("subStatus") for entry in past}
        assert ok(self.client.get(f"{path}/history"))["content"] == past
        assert details(self.client, record["id"]) == record
        status = CANDIDATE_STATUSES[stage.phase]
        ok(self.client.put(path, json={"status": status, "subStatus": stage.name}), 204)
        after = {name: one[name] for name in ("job", "source") if name in one}
        self.restand(record, one, after | {"status": status, "subStatus": stage.name})

    @law(number=ranks, which=ranks, kind=ranks, value=ranks)
    def a_source_is_read_as_it_was_written(self, number: int, which: int, kind: int, value: int) -> bool:
        before, one = self.assigned(number, which)
        path = f"/candidates/{before['id']}/jobs/{one['job']['id']}/source"
        of_kind = one_of(self.company["sources"], kind)["id"]
        chosen = one_of(ok(self.client.get(f"/configuration/sources/{of_kind}/values"))["content"], value)
        subtype = {"sourceSubTypeId": chosen["sourceSubType"]["id"]} if "sourceSubType" in chosen else {}
        body = {"sourceTypeId": of_kind, "sourceId": chosen["id"], **subtype}
        with self.unchanged():
            assert self.client.put(path, json={**body, "sourceId": "nowhere"}).status_code == 400
        ok(self.client.put(path, json=body), 204)
        self.restand(before, one, {**one, "source": chosen["label"]})
        return one.get("source") != chosen["label"]

    def assigned(self, number: int, which: int) -> tuple[Record, Record]:
        """A candidate with an assignment."""
        record = picked({id: one for id, one in self.model.items() if "primaryAssignment" in one}, number)
        return record, one_of(assignments(record), which)

    def restand(self, record: Record, before: Record, after: Record) -> None:
        """The candidate's assignment is now this; no other is touched."""
        if record["primaryAssignment"] is before:
            record = {**record, "primaryAssignment": after}
        else:
            others = [after if one is before else one for one in record["secondaryAssignments"]]
            record = {**record, "secondaryAssignments": others}
        self.expect(record)
        shown = stripped(ok(self.client.get(f"/candidates/{record['id']}/jobs/{after['job']['id']}")))
        assert {name: value for name, value in shown.items() if name not in ("url", "applicationId")} == {
            name: value for name, value in after.items() if name != "job"
        }

    @law(number=ranks)
    def what_is_deleted_is_gone(self, number: int) -> bool:
        record = self.model.pop(picked(self.model, number)["id"])
        path = f"/candidates/{record['id']}"
        assert self.client.delete(path).status_code == 204
        self.gone.append(record["id"])
        self.own = [id for id in self.own if id != record["id"]]
        with self.unchanged():
            assert self.client.get(path).status_code == 404
            assert self.client.get(f"{path}/tags").status_code == 404
            assert self.client.patch(path, json={"firstName": "Ada"}).status_code == 404
            assert self.client.delete(path).status_code == 404
            for one in assignments(record):
                assert self.client.get(f"{path}/jobs/{one['job']['id']}").status_code == 404
        assert record["id"] not in {one["id"] for one in listed(self.client, 100)}
        return True

    @law(size=sizes)
    def the_pages_joined_are_the_list(self, size: int) -> bool:
        applicants = [one for one in self.model.values() if assignments(one)]
        shown = listed(self.client, bounded(min(size, 100), len(applicants)))
        assert [one["id"] for one in shown] == [one["id"] for one in applicants]
        for one, whole in zip(shown, applicants, strict=True):
            assert {name: one[name] for name in LISTED if name in one} == {
                name: whole[name] for name in LISTED if name in whole
            }
            primary = whole.get("primaryAssignment", {})
            assert stripped(one).get("primaryAssignment", {}) == {
                name: primary[name] for name in ("job", "status", "subStatus") if name in primary
            }
            others = [{"job": {"id": one["job"]["id"]}} for one in whole["secondaryAssignments"]]
            assert stripped(one)["secondaryAssignments"] == others
        return True

    @law(number=ranks, which=ranks, names=st.sets(st.sampled_from(["tag", "status", "job", "updated"])), size=sizes)
    def a_filter_finds_exactly_what_satisfies_it(self, number: int, which: int, names: set[str], size: int) -> bool:
        record = picked(self.model, number)
        stands = [*assignments(record), *assignments(picked(self.model, which))]
        asked: Record = {}
        if "tag" in names and record["tags"]:
            asked["tag"] = one_of(record["tags"], which).swapcase()
        if "status" in names and stands:
            asked["status"] = one_of(stands, which)["status"]
        if "job" in names and stands:
            asked["jobId"] = one_of(stands, which)["job"]["id"]
        if "updated" in names:
            asked["updatedAfter"] = record["updatedOn"]
        expected = [id for id, one in self.model.items() if assignments(one) and satisfies(one, asked)]
        assert [one["id"] for one in listed(self.client, bounded(min(size, 100), len(expected)), **asked)] == expected
        return 0 < len(expected) < len(self.model)


def folded(record: Record) -> str:
    """The last name in any letter case."""
    return str(record["lastName"]).casefold()


def assignments(record: Record) -> list[Record]:
    """The primary one first."""
    return [record[name] for name in ("primaryAssignment",) if name in record] + record["secondaryAssignments"]


def satisfies(record: Record, asked: Record) -> bool:
    """True for a candidate that a search is for; what is asked of jobs must hold of one assignment."""
    if "tag" in asked and asked["tag"].casefold() not in [tag.casefold() for tag in record["tags"]]:
        return False
    if "updatedAfter" in asked and not record["updatedOn"] > asked["updatedAfter"]:
        return False
    if not {"status", "jobId"} & asked.keys():
        return True
    return any(
        one["status"] == asked.get("status", one["status"]) and one["job"]["id"] == asked.get("jobId", one["job"]["id"])
        for one in assignments(record)
    )


def details(client: VendorClient, id: str) -> Record:
    """A candidate without their links."""
    record: Record = stripped(ok(client.get(f"/candidates/{id}")))
    return record


def listed(client: VendorClient, size: int, **filters: str) -> list[Record]:
    """The candidates in pages of this size, joined."""

    def page(at: str | None) -> tuple[list[Record], str | None]:
        asked = {**filters, "limit": size, **({} if at is None else {"pageId": at})}
        answer = ok(client.get("/candidates", query_string=asked))
        return answer["content"], answer.get("nextPageId")

    return joined(page, size)


def test_smartrecruiters_keeps_the_laws_of_people(sandbox: SandboxApp, lane: Lane) -> None:
    hold(People, sandbox, lane, examples=10)
