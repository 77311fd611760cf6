"""The laws of records at Skailer: applicants, candidates, and the actions that make their state."""

from io import BytesIO
from typing import Any, ClassVar

from hypothesis import strategies as st

from ats_sandbox.app import SandboxApp
from tests.client import VendorClient
from tests.lanes import Lane
from tests.laws.documents import Record
from tests.laws.machine import Laws, bounded, hold, joined, law, ok, one_of, picked
from tests.laws.values import Moment, mails, maybe, moments, names, ranks, sizes, texts

API = "/api/v1"
titles = names.map(lambda one: one[:255]).filter(str.strip)
files = st.sampled_from(["Jane_Doe_CV.pdf", "履歴書.docx", "mein Lebenslauf.DOC"])
people = st.fixed_dictionaries(
    {"first_name": titles, "last_name": titles},
    optional={"email": maybe(mails), "phone": maybe(texts), "id": st.integers(), "nonsense": texts},
)
WRONG = ({"first_name": ""}, {"last_name": None}, {"email": "nobody"}, {"source_id": 0}, {"cv_ids": [2]}, {"phone": 1})
"""What an applicant must not be."""
BAD_ACTIONS: tuple[Record, ...] = (
    {},
    {"comment": ""},
    {"comment": " \n"},
    {"reserved": "true"},
    {"pipeline_stage_id": 0},
    {"comment": "said", "disqualification_reason_id": 9_999},
    {"comment": "said", "datetime_action_date": "yesterday"},
    {"datetime_action_date": "2024-02-29"},
)


class Skailer(Laws):
    """`applicants` and `candidates` hold what is read of each; `history` the actions of the machine's own candidates.

    `hired_into` keeps on which stage each of those began.
    """

    vendor = "skailer"
    begun: ClassVar[dict[str, list[Record]]] = {}

    def __init__(self) -> None:
        super().__init__()
        if not self.begun:
            for what in ("jobs", "applicants", "candidates"):
                self.begun[what] = found(self.still, what, 100)
            for what in ("pipelines", "sources", "disqualification-reasons"):
                self.begun[what] = ok(self.still.get(f"{API}/{what}/all"))
        self.jobs = self.begun["jobs"]
        self.applicants = {one["id"]: one for one in self.begun["applicants"]}
        self.candidates = {one["id"]: one for one in self.begun["candidates"]}
        self.stages = {one["id"]: [stage["id"] for stage in one["stages"]] for one in self.begun["pipelines"]}
        self.sources = [None, *(one["id"] for one in self.begun["sources"])]
        self.reasons = [one["id"] for one in self.begun["disqualification-reasons"]]
        self.waiting: list[int] = []
        self.attached: list[int] = []
        self.history: dict[int, dict[int, Record]] = {}
        self.began_on: dict[int, int] = {}
        self.undone: list[tuple[int, int]] = []

    @law(name=files)
    def an_upload_waits_for_its_applicant(self, name: str) -> bool:
        sent = {"file": (BytesIO(b"%PDF"), name, "application/pdf")}
        answer = ok(self.client.post(f"{API}/upload-cv-file", data=sent, content_type="multipart/form-data"))
        assert answer["file_name"] == name
        assert answer["cv_id"] not in (*self.waiting, *self.attached)
        self.waiting.append(answer["cv_id"])
        return True

    @law(body=people, number=ranks)
    def an_applicant_is_read_as_it_was_written(self, body: Record, number: int) -> bool:
        files, self.waiting = self.waiting, []
        source = one_of(self.sources, number)
        made = ok(self.client.post(f"{API}/applicant", json={**body, "source_id": source, "cv_ids": files}))
        assert made["id"] not in self.applicants
        self.attached += files
        self.applicants[made["id"]] = {
            "id": made["id"],
            "first_name": body["first_name"],
            "last_name": body["last_name"],
            "email": body.get("email"),
            "phone": body.get("phone") or None,
            "source_id": source,
            "cv_ids": files,
            "created_at": self.now.seconds,
        }
        assert made == self.applicants[made["id"]]
        assert ok(self.client.get(f"{API}/applicants/{made['id']}")) == made
        return True

    @law(body=people, number=ranks)
    def a_refused_applicant_leaves_nothing(self, body: Record, number: int) -> bool:
        taken = [{"cv_ids": [one]} for one in self.attached]
        with self.unchanged():
            answer = self.client.post(f"{API}/applicant", json={**body, **one_of((*WRONG, *taken), number)})
            assert answer.status_code == 422, answer.text
        return True

    def placing(self, person: int, number: int) -> Record:
        """A body that puts somebody on a job they are not on."""
        taken = {one["job_id"] for one in self.candidates.values() if one["applicant_id"] == person}
        job = one_of([one for one in self.jobs if one["id"] not in taken], number)
        stage = one_of(self.stages[job["pipeline_id"]], number)
        told = {"job_id": job["id"], "pipeline_id": job["pipeline_id"], "pipeline_stage_id": stage}
        return {"applicant_id": person, **told}

    @law(who=ranks, number=ranks)
    def a_candidate_is_read_as_it_was_written(self, who: int, number: int) -> bool:
        self.place(picked(self.applicants, who), number)
        return True

    def place(self, person: Record, number: int) -> None:
        """A new candidate, who cannot be placed again."""
        body = self.placing(person["id"], number)
        source = one_of(self.sources, number)
        made = ok(self.client.post(f"{API}/candidate", json={**body, "source_id": source}))
        assert made["id"] not in self.candidates
        self.candidates[made["id"]] = {
            "id": made["id"],
            **body,
            "source_id": person["source_id"] if source is None else source,
            "disqualification_reason_id": None,
            "reserved": False,
            "created_at": self.now.seconds,
        }
        self.history[made["id"]] = {}
        self.began_on[made["id"]] = body["pipeline_stage_id"]
        assert made == self.candidates[made["id"]]
        self.stands(made["id"])
        with self.unchanged():
            assert self.client.post(f"{API}/candidate", json=body).status_code == 422

    @law(who=ranks, number=ranks)
    def a_candidate_that_does_not_fit_is_refused(self, who: int, number: int) -> bool:
        body = self.placing(picked(self.applicants, who)["id"], number)
        foreign = next(one[0] for pipeline, one in self.stages.items() if pipeline != body["pipeline_id"])
        wrong = {"job_id": 0, "applicant_id": 0, "pipeline_id": 0, "pipeline_stage_id": foreign, "source_id": 0}
        name = one_of(list(wrong), number)
        with self.unchanged():
            assert self.client.post(f"{API}/candidate", json={**body, name: wrong[name]}).status_code == 422
        return True

    def stands(self, id: int) -> None:
        """The candidate stands where its beginning and its actions put it, and its history is theirs."""
        state = {"pipeline_stage_id": self.began_on[id], "disqualification_reason_id": None, "reserved": False}
        for one in self.history[id].values():
            if one["datetime_action_date"] is not None:
                continue
            if one["pipeline_stage_id"] is not None:
                state = {**state, "disqualification_reason_id": None, "reserved": False}
            state |= {name: one[name] for name in state if one[name] is not None}
        self.candidates[id] = {**self.candidates[id], **state}
        assert ok(self.client.get(f"{API}/candidates/{id}")) == self.candidates[id]
        assert ok(self.client.get(f"{API}/candidates/{id}/actions")) == list(self.history[id].values())

    @law(
        number=ranks,
        deeds=st.sets(st.sampled_from(["stage", "reason", "reserved", "comment"]), min_size=1),
        reserved=st.booleans(),
        comment=names,
        dated=st.one_of(st.none(), st.none(), moments),
    )
    def an_action_takes_effect_unless_it_is_dated(
        self, number: int, deeds: set[str], reserved: bool, comment: str, dated: Moment | None
    ) -> bool:
        id = self.own_candidate(number)
        stages = self.stages[self.candidates[id]["pipeline_id"]]
        told = {
            "pipeline_stage_id": one_of(stages, number) if "stage" in deeds else None,
            "disqualification_reason_id": one_of(self.reasons, number) if "reason" in deeds else None,
            "reserved": reserved if "reserved" in deeds else None,
            "comment": comment if "comment" in deeds else None,
        }
        sent = {**told, "datetime_action_date": None if dated is None else dated.text}
        made = self.act(id, sent)
        assert made == {
            "id": made["id"],
            "candidate_id": id,
            **told,
            "datetime_action_date": None if dated is None else dated.seconds,
            "created_at": self.now.seconds,
        }
        self.stands(id)
        return True

    def own_candidate(self, number: int) -> int:
        """A candidate whose every action is the machine's; the first one when there is none yet."""
        if not self.history:
            self.place(picked(self.applicants, number), number)
        return one_of(list(self.history), number)

    def act(self, id: int, sent: Record) -> Record:
        """A new action."""
        made: Record = ok(self.client.post(f"{API}/candidates/{id}/actions", json=sent))
        assert made["id"] not in {one for actions in self.history.values() for one in actions}
        self.history[id][made["id"]] = made
        return made

    @law(number=ranks, which=ranks)
    def a_refused_action_leaves_nothing(self, number: int, which: int) -> bool:
        id = picked(self.candidates, which)["id"]
        body, path = one_of(BAD_ACTIONS, number), f"{API}/candidates/{id}/actions"
        with self.unchanged():
            assert self.client.post(path, json=body).status_code == 422
            assert self.client.post(path, json={"comment": "said"}, token="sandbox-readonly").status_code == 403
        return True

    @law(number=ranks, which=ranks)
    def a_deleted_action_is_undone_and_stays_gone(self, number: int, which: int) -> bool:
        id = self.own_candidate(number)
        if not self.history[id]:
            self.act(id, {"comment": "said"})
        action = one_of(list(self.history[id]), which)
        stranger = next(one for one in self.candidates if one != id)
        with self.unchanged():
            assert self.client.delete(f"{API}/candidates/{stranger}/actions/{action}").status_code == 404
        ok(self.client.delete(f"{API}/candidates/{id}/actions/{action}"))
        del self.history[id][action]
        self.undone.append((id, action))
        self.stands(id)
        id, action = one_of(self.undone, which)
        with self.unchanged():
            assert self.client.delete(f"{API}/candidates/{id}/actions/{action}").status_code == 404
        return True

    @law(what=st.sampled_from(["jobs", "applicants", "candidates"]), size=sizes)
    def the_pages_joined_are_the_list(self, what: str, size: int) -> bool:
        expected = self.all_of(what)
        assert found(self.client, what, bounded(min(size, 100), len(expected))) == expected
        return True

    def all_of(self, what: str) -> list[Record]:
        """Every record of a kind."""
        held = {"jobs": self.jobs, "applicants": self.applicants.values(), "candidates": self.candidates.values()}
        return list(held[what])

    @law(number=ranks, which=st.sets(ranks, min_size=1, max_size=3), size=sizes)
    def a_filter_of_candidates_finds_exactly_what_satisfies_it(self, number: int, which: set[int], size: int) -> bool:
        record = {**picked(self.candidates, number)}
        record["disqualified"] = record["disqualification_reason_id"] is not None
        filters = ("job_id", "applicant_id", "pipeline_stage_id", "reserved", "disqualified")
        asked = {name: record[name] for name in {one_of(filters, one) for one in which}}
        expected = [
            one
            for one in self.candidates.values()
            if all(
                ({**one, "disqualified": one["disqualification_reason_id"] is not None})[name] == value
                for name, value in asked.items()
            )
        ]
        assert found(self.client, "candidates", bounded(min(size, 100), len(expected)), **asked) == expected
        return 0 < len(expected) < len(self.candidates)

    @law(number=ranks, part=st.tuples(ranks, st.integers(1, 4)), names=st.sets(st.sampled_from("tes")), size=sizes)
    def a_filter_of_applicants_finds_exactly_what_satisfies_it(
        self, number: int, part: tuple[int, int], names: set[str], size: int
    ) -> bool:
        record = picked(self.applicants, number)
        asked: Record = {}
        if "t" in names:
            whole = f"{record['first_name']} {record['last_name']}"
            start = part[0] % len(whole)
            asked["text"] = whole[start : start + part[1]].swapcase()
        if "e" in names and record["email"] is not None:
            asked["email"] = record["email"].upper()
        if "s" in names and record["source_id"] is not None:
            asked["source_id"] = record["source_id"]
        expected = [one for one in self.applicants.values() if satisfies(one, asked)]
        assert found(self.client, "applicants", bounded(min(size, 100), len(expected)), **asked) == expected
        return 0 < len(expected) < len(self.applicants)

    @law(status=st.sampled_from(["open", "closed"]), text=st.sampled_from(["e", "EER", " ", "zzz", ""]))
    def a_filter_of_jobs_finds_exactly_what_satisfies_it(self, status: str, text: str) -> bool:
        expected = [one for one in self.jobs if one["status"] == status and text.casefold() in one["title"].casefold()]
        assert found(self.client, "jobs", 100, status=status, text=text) == expected
        return 0 < len(expected) < len(self.jobs)

    @law(what=st.sampled_from(["applicants", "candidates"]))
    def a_restricted_caller_lists_what_it_may_read(self, what: str) -> bool:
        everything, seen = self.all_of(what), found(self.client, what, 100, token="sandbox-restricted")
        ids = {one["id"] for one in seen}
        assert seen == [one for one in everything if one["id"] in ids]
        hidden = [one["id"] for one in everything if one["id"] not in ids]
        for id in (*hidden[:5], *hidden[-5:]):
            assert self.client.get(f"{API}/{what}/{id}", token="sandbox-restricted").status_code == 403
        for id in [*ids][:5]:
            assert self.client.get(f"{API}/{what}/{id}", token="sandbox-restricted").status_code == 200
        return bool(hidden) and bool(seen)


def satisfies(one: Record, asked: Record) -> bool:
    """True for an applicant that a search is for."""
    mail = (one["email"] or "").casefold()
    text = asked.get("text", "").casefold()
    spoken = f"{one['first_name']} {one['last_name']}".casefold()
    return (
        (text in spoken or text in mail)
        and ("email" not in asked or mail == asked["email"].casefold())
        and ("source_id" not in asked or one["source_id"] == asked["source_id"])
    )


def found(client: VendorClient, what: str, size: int, token: str = "sandbox-admin", **filters: Any) -> list[Record]:
    """What a search finds, in pages of this size, joined."""

    def page(number: int | None) -> tuple[list[Record], int | None]:
        at = number or 1
        sent = {**filters, "page": at, "per_page": size}
        answer = ok(client.post(f"{API}/{what}/search", json=sent, token=token))
        meta = answer["meta"]
        assert meta["current_page"] == at
        assert meta["per_page"] == size
        return answer["data"], at + 1 if at < meta["last_page"] else None

    return joined(page, size)


def test_skailer_keeps_the_laws(sandbox: SandboxApp, lane: Lane) -> None:
    hold(Skailer, sandbox, lane)
