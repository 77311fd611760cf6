"""The laws of records at Bindbee: what is created through a live connector, and what a copy shows after a sync."""

from typing import Any, ClassVar

from hypothesis import strategies as st

from ats_sandbox.app import SandboxApp
from tests.client import VendorClient
from tests.lanes import Lane
from tests.laws.documents import Record, sent
from tests.laws.machine import Laws, bounded, hold, joined, law, ok, one_of, picked
from tests.laws.values import Moment, mails, maybe, moments, names, ranks, sizes, texts
from tests.vendors.bindbee.demo_world import PREFIX, RESOURCES, RESYNC, through

LIVE, COPY = through("acme-live"), through("acme")
KINDS = ("candidates", "applications", "offers")
urls = st.fixed_dictionaries({"value": texts, "url_type": st.sampled_from(["PERSONAL", "BLOG", "OTHER"])})
person = {
    "first_name": maybe(texts),
    "last_name": maybe(texts),
    "company": maybe(texts),
    "title": maybe(texts),
    "is_private": maybe(st.booleans()),
    "can_email": maybe(st.booleans()),
    "locations": maybe(st.lists(texts, max_size=2)),
    "phone_numbers": maybe(st.lists(texts, max_size=2)),
    "email_addresses": maybe(st.lists(mails, max_size=2)),
    "urls": maybe(st.lists(urls, max_size=2)),
    "tags": maybe(st.lists(texts, max_size=3)),
    "avatar": maybe(texts),
    "nonsense": texts,
}
people = st.fixed_dictionaries({}, optional=person)
offers = st.fixed_dictionaries(
    {},
    optional={"status": maybe(texts)}
    | {name: maybe(moments) for name in ("start_date", "sent_at", "closed_at", "remote_created_at")},
)
steps = st.fixed_dictionaries({}, optional={"source": maybe(texts), "applied_at": maybe(moments)})
WRONG: tuple[Record, ...] = (
    {"first_name": 1},
    {"tags": ["fine", None]},
    {"urls": [{"url_type": "BLOG"}]},
    {"email_addresses": "ada@example.com"},
    {"job": "nobody"},
    {"job": "00000000-0000-7000-8000-000000000000"},
)
LISTS = ("locations", "phone_numbers", "email_addresses", "urls", "tags")
BOUND = ("id", "modified_at", "candidate", "job", "application", "applications", "attachments", "creator")
BOUND_TOO = ("credited_to", "current_stage", "reject_reason")
"""Members that differ from connector to connector: ids, and when the connector synced."""


class Bindbee(Laws):
    """`model` holds what the live connector shows of each kind, by id; `copied` what of it the other one copied."""

    vendor = "bindbee"
    begun: ClassVar[dict[tuple[str, str], list[Record]]] = {}

    def __init__(self) -> None:
        super().__init__()
        if not self.begun:
            for kind in RESOURCES:
                self.begun["live", kind] = listed(self.still, kind, 200, LIVE)
                self.begun["copy", kind] = listed(self.still, kind, 200, COPY)
        self.model = {kind: {one["id"]: one for one in self.begun["live", kind]} for kind in KINDS}
        self.copied = {kind: [loose(one) for one in self.begun["copy", kind]] for kind in KINDS}
        self.keys = 0

    @property
    def synced(self) -> str:
        """When the last write took place, as the live connector dates what it synced."""
        return self.now.text.replace("Z", "000Z") if self.now.instant % 1000 else self.now.seconds

    def create(self, kind: str, body: Record) -> Any:
        """A new record: the answer to its creation."""
        return ok(self.client.post(f"{PREFIX}/{kind}", json=sent(body), headers=LIVE))

    def expect(self, kind: str, record: Record) -> None:
        """The live connector shows the record as this, and the copy nothing new."""
        self.model[kind][record["id"]] = record
        assert shown(self.client, kind, record["id"]) == record
        if record["remote_id"] not in {one["remote_id"] for one in self.copied[kind]}:
            assert listed(self.client, kind, 200, COPY, remote_id=record["remote_id"]) == []

    @law(body=people, number=ranks, wrapped=st.booleans(), hired=st.booleans())
    def a_candidate_is_read_as_they_were_written(self, body: Record, number: int, wrapped: bool, hired: bool) -> bool:
        job = one_of(self.begun["live", "jobs"], number)["id"] if hired else None
        if wrapped:
            made = self.create("candidates", {"data": body if job is None else {**body, "job_id": job}})
        else:
            made = self.create("candidates", body if job is None else {**body, "job": job})
        assert made["id"] not in self.model["candidates"]
        expected = {
            **{name: body.get(name) or None for name in ("first_name", "last_name")},
            **{name: body.get(name) for name in ("company", "title", "avatar")},
            **{name: body.get(name) or False for name in ("is_private", "can_email")},
            **{name: body.get(name) or [] for name in LISTS},
            **dict.fromkeys(("last_interaction_at", "remote_created_at", "remote_updated_at"), self.now.seconds),
            **{name: made[name] for name in ("id", "remote_id", "applications")},
            "modified_at": self.synced,
            "attachments": [],
            "custom_fields": None,
        }
        expected["tags"] = list(dict.fromkeys(expected["tags"]))
        assert made == expected
        self.expect("candidates", made)
        assert len(made["applications"]) == (job is not None)
        for id in made["applications"]:
            self.expect("applications", self.application(id, made["id"], job, {}))
        return True

    def application(self, id: str, candidate: str, job: Any, body: Record) -> Record:
        """What an application is once it was created."""
        assert id not in self.model["applications"]
        found = shown(self.client, "applications", id)
        applied: Moment | None = body.get("applied_at")
        stages = {one["id"] for one in self.begun["live", "job-interview-stages"] if one["job"] == job}
        assert found["current_stage"] in stages
        return {
            **dict.fromkeys(("rejected_at", "reject_reason", "custom_fields", "credited_to")),
            **{name: found[name] for name in ("id", "remote_id", "current_stage")},
            "candidate": candidate,
            "job": job,
            "source": body.get("source"),
            "applied_at": self.now.seconds if applied is None else applied.seconds,
            "modified_at": self.synced,
        }

    @law(number=ranks, which=ranks, body=steps)
    def an_application_is_read_as_it_was_written(self, number: int, which: int, body: Record) -> bool:
        candidate = picked(self.model["candidates"], number)
        held = {self.model["applications"][id]["job"] for id in candidate["applications"]}
        job = one_of([one["id"] for one in self.begun["live", "jobs"] if one["id"] not in held], which)
        told = {**body, "candidate": candidate["id"], "job": job}
        id = self.create("applications", told)
        self.expect("applications", self.application(id, candidate["id"], job, body))
        touched = max(candidate["last_interaction_at"], self.now.seconds)
        seen = {"applications": [*candidate["applications"], id], "last_interaction_at": touched}
        self.expect("candidates", candidate | seen)
        with self.unchanged():
            again = self.client.post(f"{PREFIX}/applications", json=sent(told), headers=LIVE)
            assert again.status_code in (409, 422)
        return True

    @law(number=ranks, body=offers)
    def an_offer_is_read_as_it_was_written(self, number: int, body: Record) -> bool:
        related = {
            "application": picked(self.model["applications"], number)["id"] if number % 3 else None,
            "creator": one_of(self.begun["live", "remote-users"], number)["id"] if number % 2 else None,
        }
        id = self.create("offers", {**body, **related})
        assert id not in self.model["offers"]
        dates = {name: body.get(name) for name in ("start_date", "sent_at", "closed_at", "remote_created_at")}
        times = {name: None if one is None else one.seconds for name, one in dates.items()}
        expected = {
            **related,
            **times,
            "remote_created_at": times["remote_created_at"] or self.now.seconds,
            "status": body.get("status"),
            "id": id,
            "remote_id": shown(self.client, "offers", id)["remote_id"],
            "modified_at": self.synced,
            "custom_fields": None,
        }
        self.expect("offers", expected)
        return True

    @law(body=people, other=names)
    def a_key_makes_a_write_happen_once(self, body: Record, other: str) -> bool:
        self.keys += 1
        headers = {**LIVE, "X-Idempotency-Key": f"key-{self.keys}"}
        path = f"{PREFIX}/candidates"
        made = ok(self.client.post(path, json=body, headers=headers))
        self.expect("candidates", made)
        with self.unchanged():
            assert ok(self.client.post(path, json=body, headers=headers)) == made
            changed = {**body, "title": f"{body.get('title')}{other}"}
            assert self.client.post(path, json=changed, headers=headers).status_code == 409
        return True

    @law(body=people, wrong=ranks)
    def a_refused_write_leaves_nothing(self, body: Record, wrong: int) -> bool:
        spoiled = {**body, **one_of(WRONG, wrong)}
        with self.unchanged():
            assert self.client.post(f"{PREFIX}/candidates", json=spoiled, headers=LIVE).status_code == 422
            for connector, status in (("acme-readonly", 403), ("acme-hris", 403), ("nowhere", 401)):
                answer = self.client.post(f"{PREFIX}/candidates", json=body, headers=through(connector))
                assert answer.status_code == status
        return True

    @law(kind=st.sampled_from(KINDS), size=sizes, body=people, fresh=st.booleans())
    def a_copy_shows_what_was_written_only_after_a_sync(self, kind: str, size: int, body: Record, fresh: bool) -> bool:
        if fresh:  # something to miss
            self.expect("candidates", self.create("candidates", body))
        size = bounded(size, len(self.model[kind]))
        missing = len(self.model[kind]) - len(self.copied[kind])
        assert [loose(one) for one in listed(self.client, kind, size, COPY)] == self.copied[kind]
        ok(self.client.post(RESYNC, headers=COPY))
        self.copied = {name: [loose(one) for one in held.values()] for name, held in self.model.items()}
        assert [loose(one) for one in listed(self.client, kind, 200, COPY)] == self.copied[kind]
        return missing > 0

    @law(kind=st.sampled_from(KINDS), size=sizes)
    def the_pages_joined_are_the_list(self, kind: str, size: int) -> bool:
        expected = list(self.model[kind].values())
        assert listed(self.client, kind, bounded(size, len(expected)), LIVE) == expected
        return True

    @law(number=ranks, which=st.sets(ranks, min_size=1, max_size=3), size=sizes)
    def a_filter_of_candidates_finds_exactly_what_satisfies_it(self, number: int, which: set[int], size: int) -> bool:
        record = picked(self.model["candidates"], number)
        asked: Record = {}
        for name in {one_of(("first_name", "last_name", "company", "tag", "email_addresses"), one) for one in which}:
            value = one_of(record["tags"] or [None], number) if name == "tag" else record[name]
            if value:
                asked[name] = value if name == "tag" else [one.swapcase() for one in value]
            if value and isinstance(value, str) and name != "tag":
                asked[name] = value.swapcase()
        if number % 2:
            asked["modified_after"] = record["modified_at"]
        expected = [one for one in self.model["candidates"].values() if satisfies(one, asked)]
        found = listed(self.client, "candidates", bounded(size, len(expected)), LIVE, **asked)
        assert found == expected
        return 0 < len(expected) < len(self.model["candidates"])

    @law(number=ranks, name=st.sampled_from(["candidate", "job", "current_stage", "source", "ids"]), more=ranks)
    def a_filter_of_applications_finds_exactly_what_satisfies_it(self, number: int, name: str, more: int) -> bool:
        chosen = [picked(self.model["applications"], one) for one in (number, more)]
        member = "id" if name == "ids" else name
        values = {one[member] for one in chosen if one[member] is not None}
        if name == "source":
            values = {value for value in values if value and "," not in value}
        expected = [one for one in self.model["applications"].values() if not values or one[member] in values]
        assert listed(self.client, "applications", 200, LIVE, **{name: ",".join(values)}) == expected
        return 0 < len(expected) < len(self.model["applications"])


def folded(value: str | None) -> str:
    """In any letter case."""
    return (value or "").casefold()


def meant(text: str) -> set[str]:
    """What a text with commas asks for: all of it, or one of its parts."""
    return {text, *text.split(",")}


def satisfies(person: Record, asked: Record) -> bool:
    """True for a candidate that a list is narrowed to."""
    mails = {folded(one) for one in person["email_addresses"]}
    return (
        all(folded(person[name]) == folded(asked[name]) for name in ("first_name", "last_name") if name in asked)
        and ("company" not in asked or folded(person["company"]) in {folded(one) for one in meant(asked["company"])})
        and ("tag" not in asked or bool(meant(asked["tag"]) & {*person["tags"]}))
        and ("email_addresses" not in asked or bool(mails & {folded(one) for one in asked["email_addresses"]}))
        and ("modified_after" not in asked or dated(person["modified_at"]) > dated(asked["modified_after"]))
    )


def dated(text: str) -> str:
    """A date-time with its fraction, so that texts compare as instants do."""
    return text if "." in text else text.replace("Z", ".000000Z")


def loose(record: Record) -> Record:
    """A record without what differs between connectors."""
    return {name: value for name, value in record.items() if name not in (*BOUND, *BOUND_TOO)}


def shown(client: VendorClient, kind: str, id: str) -> Record:
    """A record through the live connector."""
    record: Record = ok(client.get(f"{PREFIX}/{kind}/{id}", headers=LIVE))
    return record


def listed(client: VendorClient, kind: str, size: int, connector: dict[str, str], **filters: Any) -> list[Record]:
    """The list in pages of this size, joined."""

    def page(at: str | None) -> tuple[list[Record], str | None]:
        asked = {**filters, "page_size": size, **({} if at is None else {"cursor": at})}
        answer = ok(client.get(f"{PREFIX}/{kind}", query_string=asked, headers=connector))
        assert answer["page_size"] == len(answer["items"])
        return answer["items"], answer["cursor"]

    return joined(page, size)


def test_bindbee_keeps_the_laws(sandbox: SandboxApp, lane: Lane) -> None:
    hold(Bindbee, sandbox, lane)
