"""The laws of records at StackOne: packages of background checks, which can be deleted, and notes in paragraphs."""

from typing import Any, ClassVar

from hypothesis import strategies as st

from ats_sandbox.app import SandboxApp
from tests.client import VendorClient
from tests.lanes import Lane
from tests.laws.documents import Record
from tests.laws.machine import Laws, bounded, hold, joined, law, ok, one_of, picked
from tests.laws.values import maybe, ranks, sizes, texts
from tests.vendors.stackone.api import ATS

PACKAGES = f"{ATS}/background_checks/packages"
words = {"name": maybe(texts), "description": maybe(texts)}
checks = st.lists(st.fixed_dictionaries({}, optional=words), max_size=3)
packages = st.fixed_dictionaries({}, optional=words | {"tests": maybe(checks), "id": texts})
paragraphs = st.lists(st.fixed_dictionaries({"body": maybe(texts)}), max_size=3)
notes = st.fixed_dictionaries(
    {},
    optional={
        "content": maybe(paragraphs),
        "visibility": st.sampled_from(["public", "private"]).map(lambda one: {"value": one}),
        "id": texts,
    },
)


class Packages(Laws):
    """`model` holds the packages by id, `notes` those of each application that the machine wrote on."""

    vendor = "stackone"
    begun: ClassVar[dict[str, list[Record]]] = {}

    def __init__(self) -> None:
        super().__init__()
        if not self.begun:
            self.begun["packages"] = listed(self.still, PACKAGES, 100)
            self.begun["applications"] = listed(self.still, f"{ATS}/applications", 100)[:5]
        self.model = {one["id"]: one for one in self.begun["packages"]}
        self.notes: dict[str, list[Record]] = {}
        self.gone: list[str] = []

    def taken(self, body: Record, id: str | None = None) -> bool:
        """True when another package has the name."""
        name = body.get("name")
        others = [one["name"] for one in self.model.values() if one["id"] != id and one["name"] is not None]
        return name is not None and name.casefold() in {one.casefold() for one in others}

    def expect(self, id: str, said: Record) -> None:
        """The package is read as this; the ids of its checks are its own."""
        found: Record = ok(self.client.get(f"{PACKAGES}/{id}"))["data"]
        assert {name: found[name] for name in ("id", "name", "description")} == {
            "id": id,
            **{name: said[name] for name in ("name", "description")},
        }
        ids = [one["id"] for one in found["tests"]]
        others = [test["id"] for other, one in self.model.items() if other != id for test in one["tests"]]
        assert len({*ids, *others}) == len(ids) + len(others)
        for one, test in zip(found["tests"], said["tests"], strict=True):
            assert one == {"id": one["id"], "remote_id": one["remote_id"], "name": None, "description": None} | test
        self.model[id] = found

    @law(body=packages)
    def a_package_is_read_as_it_was_written(self, body: Record) -> bool:
        if self.taken(body):
            with self.unchanged():
                assert self.client.post(PACKAGES, json=body).status_code == 409
            return False
        id = ok(self.client.post(PACKAGES, json=body), 201)["data"]["id"]
        assert id not in (*self.model, *self.gone)
        tests = body.get("tests") or []
        self.expect(id, {"name": body.get("name"), "description": body.get("description"), "tests": tests})
        return bool(tests)

    @law(body=packages, fresh=checks, number=ranks, kept=st.lists(ranks, max_size=2), before=st.booleans())
    def a_patch_touches_only_what_it_names(
        self, body: Record, fresh: list[Record], number: int, kept: list[int], before: bool
    ) -> bool:
        held = picked({id: one for id, one in self.model.items() if one["tests"]} or self.model, number)
        tests = {test["id"]: test for test in (one_of(held["tests"], one) for one in kept if held["tests"])}
        if tests:
            known = [{"id": id} for id in tests]
            body = {**body, "tests": [*known, *fresh] if before else [*fresh, *known]}
        path = f"{PACKAGES}/{held['id']}"
        if self.taken(body, held["id"]):
            with self.unchanged():
                assert self.client.patch(path, json=body).status_code == 409
            return False
        ok(self.client.patch(path, json=body))
        after = {**held, **{name: body[name] for name in ("name", "description") if name in body}}
        if "tests" in body:
            after["tests"] = [tests.get(one.get("id"), {}) | one for one in body["tests"] or ()]
        self.expect(held["id"], after)
        return bool(tests)

    @law(number=ranks, which=ranks)
    def what_is_deleted_is_gone_and_stays_gone(self, number: int, which: int) -> bool:
        own = {id: one for id, one in self.model.items() if one not in self.begun["packages"]}
        if not own:
            id = ok(self.client.post(PACKAGES, json={}), 201)["data"]["id"]
            self.expect(id, {"name": None, "description": None, "tests": []})
            own = {id: self.model[id]}
        record = picked(own, number)
        with self.unchanged():
            assert self.client.delete(f"{PACKAGES}/{record['id']}", token="sandbox-readonly").status_code == 403
        answer = self.client.delete(f"{PACKAGES}/{record['id']}")
        if answer.status_code == 409:  # ordered, and not yet concluded
            return False
        ok(answer)
        del self.model[record["id"]]
        self.gone.append(record["id"])
        for id in (record["id"], one_of(self.gone, which)):
            with self.unchanged():
                assert self.client.get(f"{PACKAGES}/{id}").status_code == 404
                assert self.client.patch(f"{PACKAGES}/{id}", json={}).status_code == 404
                assert self.client.delete(f"{PACKAGES}/{id}").status_code == 404
        assert listed(self.client, PACKAGES, 100) == list(self.model.values())
        return True

    @law(size=sizes, style=st.sampled_from(["next", "page"]))
    def the_pages_joined_are_the_list(self, size: int, style: str) -> bool:
        expected = list(self.model.values())
        assert listed(self.client, PACKAGES, bounded(size % 4 + 1, len(expected)), style) == expected
        return True

    @law(number=ranks, wrong=ranks)
    def a_refused_write_leaves_its_record_alone(self, number: int, wrong: int) -> bool:
        path = f"{PACKAGES}/{picked(self.model, number)['id']}"
        body = one_of([{"name": 1}, {"tests": "all"}, {"tests": [1]}, {"description": ["x"]}], wrong)
        with self.unchanged():
            assert self.client.patch(path, json={"name": "Anew", **body}).status_code == 400
            assert self.client.post(PACKAGES, json={"name": "Anew", **body}).status_code == 400
            unknown = {"name": "Anew", "tests": [{"name": "fine"}, {"id": "nobody"}]}
            assert self.client.patch(path, json=unknown).status_code in (400, 404, 422)
        return True

    @law(body=notes, number=ranks, which=maybe(ranks))
    def a_note_is_read_as_it_was_written(self, body: Record, number: int, which: int | None) -> bool:
        path = f"{ATS}/applications/{one_of(self.begun['applications'], number)['id']}/notes"
        held = self.notes.setdefault(path, listed(self.still, path, 100))
        said = {name: body[name] for name in ("content", "visibility") if name in body}
        if which is None or not held:
            made = ok(self.client.post(path, json=body), 201)["data"]
            found = ok(self.client.get(f"{path}/{made['id']}"))["data"]
            before = {**found, "content": [], "visibility": {"value": "public"}, "created_at": self.now.iso}
            held = [*held, before]
        else:
            before = one_of(held, which)
            ok(self.client.patch(f"{path}/{before['id']}", json=body))
            found = ok(self.client.get(f"{path}/{before['id']}"))["data"]
        after = {**before, **said, "updated_at": self.now.iso, "visibility": found["visibility"]}
        after["content"] = [one for one in after["content"] or () if one["body"] is not None]
        found["content"] = [one for one in found["content"] if one["body"] is not None]
        assert found == after
        assert found["visibility"]["value"] == said.get("visibility", before["visibility"])["value"]
        self.notes[path] = [after if one["id"] == after["id"] else one for one in held]
        shown = listed(self.client, path, 1 + number % 3)
        assert [one["id"] for one in shown] == [one["id"] for one in self.notes[path]]
        return bool(said)


def listed(client: VendorClient, path: str, size: int, style: str = "next") -> list[Record]:
    """The list in pages of this size, joined."""

    def page(at: Any) -> tuple[list[Record], Any]:
        answer = ok(client.get(path, query_string={"page_size": str(size), **({} if at is None else {style: at})}))
        more = answer["next"]
        return answer["data"], more if more is None or style == "next" else int(at or 1) + 1

    return joined(page, size)


def test_stackone_keeps_the_laws_of_packages(sandbox: SandboxApp, lane: Lane) -> None:
    hold(Packages, sandbox, lane, examples=10)
