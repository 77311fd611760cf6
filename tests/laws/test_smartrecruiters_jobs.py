"""The laws of records at SmartRecruiters: jobs, their notes and statuses, their ads and their positions."""

from itertools import count
from typing import Any, ClassVar

from hypothesis import strategies as st

from ats_sandbox.app import SandboxApp
from ats_sandbox.vendors.smartrecruiters.features import JOB_APPROVALS
from ats_sandbox.world.domain.features import switch
from tests.client import VendorClient
from tests.lanes import Lane
from tests.laws.documents import Record, sent, stripped, told
from tests.laws.machine import Laws, bounded, hold, joined, law, ok, one_of, picked
from tests.laws.smartrecruiters_bodies import ads, bodies, positions
from tests.laws.values import maybe, ranks, sizes, texts

STATUSES = ("CREATED", "SOURCING", "FILLED", "INTERVIEW", "OFFER", "CANCELLED", "ON_HOLD")
WRONG: tuple[tuple[Record, int], ...] = (
    ({"title": ""}, 422),
    ({"location": {"countryCode": "NO", "city": ""}}, 422),
    ({"industry": {"id": "alchemy"}}, 400),
    ({"experienceLevel": None}, 422),
    ({"targetHiringDate": "soon"}, 422),
    ({"jobAd": {"language": {"code": "tlh"}}}, 400),
)
COUNTRIES = {"no": "Norway", "jp": "Japan", "fr": "France"}
LABELLED = ("industry", "function", "experienceLevel", "typeOfEmployment", "eeoCategory")
LISTED = ("id", "title", "refNumber", "createdOn", "updatedOn", "lastActivityOn", "location", "status", "postingStatus")
"""Members that a list shows as the details do, but for the coordinates."""


def advert(content: Record | None) -> Record:
    """An ad's text as it is read."""
    shown = {
        name: told(section)
        for name, section in (content or {}).items()
        if name not in ("videos", "nonsense") and section is not None
    }
    urls = ((content or {}).get("videos") or {}).get("urls")
    return {**shown, "videos": {"urls": urls}} if urls else shown


def code(body: Record | None) -> str:
    """The language of an ad."""
    return str(((body or {}).get("language") or {"code": "en"})["code"])


class Jobs(Laws):
    """`model` holds the details of each job; `ads` and `seats` what hangs on it; `notes` and `pasts` likewise."""

    vendor = "smartrecruiters"
    begun: ClassVar[dict[str, tuple[Record, list[Record], list[Record], str | None, list[Record]]]] = {}

    def __init__(self) -> None:
        super().__init__()
        if not self.begun:
            for one in listed(self.still, 100):
                self.begun[one["id"]] = tuple(read(self.still, one["id"], what) for what in PARTS)
        self.model, self.ads, self.seats, self.notes, self.pasts = (
            {id: parts[at] for id, parts in self.begun.items()} for at in range(len(PARTS))
        )
        self.cities = count(1)
        with self.client.arrange() as world:
            switch(world, JOB_APPROVALS, on=False)

    def holds(self, id: str) -> None:
        """The job, and all that hangs on it, is read as it is in the model."""
        found = [read(self.client, id, what) for what in PARTS]
        assert found == [self.model[id], self.ads[id], self.seats[id], self.notes[id], self.pasts[id]]

    def spelled(self, body: Record) -> Record:
        """The body in a city that nobody has heard of, whose region is told."""
        place = body["location"]
        city = {"city": f"Town {next(self.cities)} {place['city']}"[:128], "regionCode": place.get("regionCode") or "R"}
        return {**body, "location": {**place, **city}}

    def described(self, body: Record) -> Record:
        """What of a job's details a body decides."""
        place = body["location"]
        country = place["countryCode"].lower()
        degrees = {name: str(float(place[name])) for name in ("latitude", "longitude") if place.get(name) is not None}
        asked = {name: body[name]["id"] for name in LABELLED if body.get(name) is not None}
        due = body.get("targetHiringDate")
        band = body.get("compensation")
        return told(
            {
                "title": body["title"],
                "location": told(
                    {
                        **{name: place.get(name) for name in ("city", "regionCode", "address", "postalCode")},
                        **degrees,
                        "countryCode": country,
                        "country": COUNTRIES[country],
                        "remote": bool(place.get("remote")),
                    }
                ),
                **asked,
                "targetHiringDate": due.iso if due else None,
                "template": bool(body.get("template")),
                "compensation": None if band is None else told({n: v for n, v in band.items() if n != "nonsense"}),
                "jobAd": {
                    "sections": advert((body.get("jobAd") or {}).get("sections")),
                    "language": code(body["jobAd"]),
                }
                if "jobAd" in body
                else {"sections": {}, "language": "en"},
            }
        )

    @law(drawn=bodies)
    def a_job_is_read_as_it_was_written(self, drawn: Record) -> bool:
        self.create(drawn)
        return True

    def create(self, drawn: Record) -> str:
        """A new job with its first ad. A reference that another job has is refused."""
        body = self.spelled(drawn)
        if body.get("refNumber") in {one["refNumber"] for one in self.model.values()}:
            with self.unchanged():
                assert self.client.post("/jobs", json=sent(body)).status_code == 409
            body = {**body, "refNumber": None}
        made = flat(ok(self.client.post("/jobs", json=sent(body)), 201))
        id: str = made["id"]
        assert id not in self.model
        me = ok(self.client.get("/user-api/v201804/users/me"))
        expected = {
            **self.described(body),
            "id": id,
            "refNumber": body.get("refNumber") or made["refNumber"],
            "status": "CREATED",
            "postingStatus": "NOT_PUBLISHED",
            "creator": {name: me[name] for name in ("id", "firstName", "lastName")},
            **dict.fromkeys(("createdOn", "updatedOn", "lastActivityOn"), self.now.iso),
        }
        assert made == expected
        assert made["refNumber"]
        self.model[id], self.seats[id], self.notes[id] = expected, [], None
        self.ads[id] = read(self.client, id, "jobads")
        (ad,) = self.ads[id]
        assert ad["default"]
        assert (ad["title"], ad["jobAd"], ad["language"]["code"]) == (body["title"], *expected["jobAd"].values())
        self.pasts[id] = [{"changedOn": self.now.iso, "status": "CREATED"}]
        self.holds(id)
        return id

    @law(drawn=bodies, number=ranks)
    def what_is_replaced_keeps_nothing(self, drawn: Record, number: int) -> bool:
        before, body = picked(self.model, number), self.spelled(drawn)
        id = before["id"]
        made = flat(ok(self.client.put(f"/jobs/{id}", json=sent(body))))
        kept = ("id", "status", "postingStatus", "creator", "createdOn")
        after = {
            **{name: before[name] for name in kept},
            **self.described(body),
            "refNumber": body.get("refNumber") or before["refNumber"],
            "updatedOn": self.now.iso,
            "lastActivityOn": self.now.iso,
        }
        assert made == after
        self.model[id] = after
        ads = read(self.client, id, "jobads")
        self.ads[id] = [self.followed(was, now, after, body) for was, now in zip(self.ads[id], ads, strict=True)]
        self.holds(id)
        return True

    def followed(self, was: Record, now: Record, job: Record, body: Record) -> Record:
        """An ad after its job was replaced: the default one says what the job says, others may have their own place."""
        if not was["default"]:
            assert now["location"] in (was["location"], job["location"])
            return {**was, "location": now["location"]}
        assert now["language"]["code"] == job["jobAd"]["language"]
        said = {"title": body["title"], "language": now["language"], "jobAd": job["jobAd"]["sections"]}
        return {**was, **said, "location": job["location"], "updatedOn": self.now.iso}

    @law(number=ranks, wrong=ranks, drawn=bodies)
    def a_refused_write_leaves_its_record_alone(self, number: int, wrong: int, drawn: Record) -> bool:
        path = f"/jobs/{picked(self.model, number)['id']}"
        fault, status = one_of(WRONG, wrong)
        body = sent({**self.spelled(drawn), **fault})
        with self.unchanged():
            assert self.client.post("/jobs", json=body).status_code == status
            assert self.client.put(path, json=body).status_code == status
            assert self.client.patch(path, json=fault).status_code == status
            assert self.client.put(f"{path}/status", json={"status": "OTHER"}).status_code == 400
            assert self.client.put(f"{path}/note", json={"content": "x" * 20_001}).status_code == 400
            assert self.client.post(f"{path}/jobads", json={"title": ""}).status_code == 400
            assert self.client.post(f"{path}/positions", json={"type": "NEW"}).status_code == 400
            assert self.client.put(f"{path}/note", json={"content": ""}, token="sandbox-readonly").status_code == 403
        return True

    @law(number=ranks, status=st.sampled_from(STATUSES))
    def a_status_is_read_as_it_was_written(self, number: int, status: str) -> bool:
        before = picked(self.model, number)
        id = before["id"]
        world = self.client.world.state
        assert ok(self.client.put(f"/jobs/{id}/status", json={"status": status}), 201) == {"status": status}
        if before["status"] == status:
            assert self.client.world.state is world
        else:
            times = {"updatedOn": self.now.iso, "lastActivityOn": self.now.iso}
            self.model[id] = {**before, "status": status, **times}
            self.pasts[id] = [*self.pasts[id], {"changedOn": self.now.iso, "status": status}]
        self.holds(id)
        return before["status"] != status

    @law(number=ranks, content=texts)
    def a_note_is_read_as_it_was_written(self, number: int, content: str) -> bool:
        id = picked(self.model, number)["id"]
        assert ok(self.client.put(f"/jobs/{id}/note", json={"content": content})) == {"content": content}
        self.notes[id] = content
        self.model[id] = {**self.model[id], "updatedOn": self.now.iso, "lastActivityOn": self.now.iso}
        self.holds(id)
        return True

    @law(number=ranks, drawn=ads, which=maybe(ranks))
    def an_ad_is_read_as_it_was_written(self, number: int, drawn: Record, which: int | None) -> bool:
        id = picked(self.model, number)["id"]
        if which is None or not self.ads[id]:
            made = stripped(ok(self.client.post(f"/jobs/{id}/jobads", json=drawn), 200))
            assert made["id"] not in {one["id"] for ads in self.ads.values() for one in ads}
            before = {**made, "createdOn": self.now.iso, "default": not self.ads[id], "postingStatus": "NOT_PUBLISHED"}
            self.ads[id] = [*self.ads[id], before]
        else:
            before = one_of(self.ads[id], which)
            made = stripped(ok(self.client.put(f"/jobs/{id}/jobads/{before['id']}", json=drawn)))
            self.model[id] = {**self.model[id], "lastActivityOn": self.now.iso}
        assert made["language"]["code"] == code(drawn)
        content = {"title": drawn["title"], "language": made["language"], "jobAd": advert(drawn.get("jobAd"))}
        after = {**before, **content, "updatedOn": self.now.iso, "location": self.model[id]["location"]}
        assert made == after
        self.ads[id] = [after if one["id"] == made["id"] else one for one in self.ads[id]]
        if made["default"]:
            said = {"sections": after["jobAd"], "language": code(drawn)}
            self.model[id] = {**self.model[id], "jobAd": said}
        assert stripped(ok(self.client.get(f"/jobs/{id}/jobads/{made['id']}"))) == after
        self.holds(id)
        return True

    @law(number=ranks, drawn=positions, which=maybe(ranks))
    def a_position_is_read_as_it_was_written(self, number: int, drawn: Record, which: int | None) -> bool:
        id = picked(self.model, number)["id"]
        path = f"/jobs/{id}/positions"
        shown = {name: drawn.get(name) for name in ("type", "positionId", "incumbentName")}
        shown |= {name: drawn[name].iso for name in ("positionOpenDate", "targetStartDate")}
        if which is None or not self.seats[id]:
            made = ok(self.client.post(path, json=sent(drawn)), 201)
            assert made["id"] not in {one["id"] for seats in self.seats.values() for one in seats}
            after = told({**shown, "id": made["id"], "status": "OPEN"})
            self.seats[id] = [*self.seats[id], after]
        else:
            before = one_of(self.seats[id], which)
            made = ok(self.client.put(f"{path}/{before['id']}", json=sent(drawn)), 201)
            after = told({**shown, "id": before["id"], "status": before["status"]})
            self.seats[id] = [after if one is before else one for one in self.seats[id]]
        assert made == after
        assert ok(self.client.get(f"{path}/{made['id']}")) == after
        self.holds(id)
        return True

    @law(number=ranks, which=ranks, drawn=positions)
    def what_is_deleted_is_gone(self, number: int, which: int, drawn: Record) -> bool:
        seated = {id: one for id, one in self.model.items() if self.seats[id]}
        if not seated:
            return False
        id = picked(seated, number)["id"]
        seat = one_of(self.seats[id], which)
        path = f"/jobs/{id}/positions/{seat['id']}"
        stranger = next(other for other in self.model if other != id)
        with self.unchanged():
            assert self.client.delete(f"/jobs/{stranger}/positions/{seat['id']}").status_code == 404
            if seat["status"] == "FILLED":
                assert self.client.delete(path).status_code == 400
                return False
        assert self.client.delete(path).status_code == 204
        self.seats[id] = [one for one in self.seats[id] if one is not seat]
        with self.unchanged():
            assert self.client.get(path).status_code == 404
            assert self.client.put(path, json=sent(drawn)).status_code == 404
            assert self.client.delete(path).status_code == 404
        self.holds(id)
        return True

    @law(size=sizes, sort=st.sampled_from(["default", "job_id"]))
    def the_pages_joined_are_the_list(self, size: int, sort: str) -> bool:
        shown = listed(self.client, bounded(min(size, 100), len(self.model)), sort=sort)
        expected = list(self.model.values())
        for one, whole in zip(shown, expected if sort == "job_id" else expected[::-1], strict=True):
            place = {name: said for name, said in whole["location"].items() if name not in ("latitude", "longitude")}
            wanted = {**whole, "location": place}
            assert {name: one.get(name) for name in LISTED} == {name: wanted.get(name) for name in LISTED}
        return True

    @law(
        number=ranks, other=ranks, names=st.sets(st.sampled_from(["statuses", "city", "q", "updatedAfter"])), size=sizes
    )
    def a_filter_finds_exactly_what_satisfies_it(self, number: int, other: int, names: set[str], size: int) -> bool:
        record, second = picked(self.model, number), picked(self.model, other)
        values = {
            "statuses": [record["status"], second["status"]],
            "city": [record["location"]["city"], second["location"]["city"]],
            "q": record["title"][other % len(record["title"]) :][:4].swapcase(),
            "updatedAfter": second["updatedOn"],
        }
        asked = {name: values[name] for name in names}
        expected = [id for id, one in self.model.items() if satisfies(one, asked)]
        assert [one["id"] for one in listed(self.client, bounded(min(size, 100), len(expected)), **asked)] == expected
        return 0 < len(expected) < len(self.model)


def satisfies(job: Record, asked: Record) -> bool:
    """True for a job that a search is for."""
    return (
        job["status"] in asked.get("statuses", STATUSES)
        and ("city" not in asked or job["location"]["city"] in asked["city"])
        and job["updatedOn"] > asked.get("updatedAfter", "")
        and all(word in job["title"].casefold() for word in asked.get("q", "").casefold().split())
    )


PARTS = ("", "jobads", "positions", "note", "status/history")


def flat(document: Record) -> Record:
    """The details of a job without links, and without the labels of what is named by an id."""
    found = stripped(document)
    for name in LABELLED:
        if name in found:
            found[name] = found[name]["id"]
    if "jobAd" in found:
        found["jobAd"]["language"] = found["jobAd"]["language"]["code"]
    return dict(found)


def read(client: VendorClient, id: str, what: str) -> Any:
    """A job, or what hangs on it."""
    answer = client.get(f"/jobs/{id}/{what}" if what else f"/jobs/{id}")
    if what == "note":
        return None if answer.status_code == 404 else ok(answer)["content"]
    found = ok(answer)
    return flat(found) if not what else stripped(found if what == "jobads" else found["content"])


def listed(client: VendorClient, size: int, sort: str = "job_id", **filters: Any) -> list[Record]:
    """The jobs in pages of this size, joined: by page id or by offset, as the order has it."""

    def page(at: Any) -> tuple[list[Record], Any]:
        place = {} if at is None else {"pageId" if sort == "job_id" else "offset": at}
        answer = ok(client.get("/jobs", query_string={**filters, "limit": size, "sort": sort, **place}))
        if sort == "job_id":
            return answer["content"], answer.get("nextPageId")
        reached = answer["offset"] + len(answer["content"])
        return answer["content"], reached if reached < answer["totalFound"] else None

    return joined(page, size)


def test_smartrecruiters_keeps_the_laws_of_jobs(sandbox: SandboxApp, lane: Lane) -> None:
    hold(Jobs, sandbox, lane)
