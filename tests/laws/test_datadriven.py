"""The laws of records at Data Driven: application steps and job offers, which have the same manners."""

from typing import Any, ClassVar

from hypothesis import strategies as st

from ats_sandbox.app import SandboxApp
from tests.client import VendorClient
from tests.lanes import Lane
from tests.laws.documents import Record
from tests.laws.machine import Laws, bounded, hold, joined, law, ok, one_of, picked
from tests.laws.values import maybe, moments, ranks, sizes, texts
from tests.vendors.datadriven.record_kinds import OFFERS, STEPS, Kind

dates = moments.map(lambda one: one.text)
attributes = st.lists(st.fixed_dictionaries({"name": texts, "value": texts}), max_size=3)
ignored = {"id": st.integers(), "created_at": dates, "nonsense": st.just({"deep": [None]})}
"""Members that no record has."""


def member(kind: Kind, name: str, *, null: bool) -> st.SearchStrategy[Any]:
    """Values of one property."""
    if name == "attributes":
        return attributes
    values = dates if name in kind.dates else texts
    return maybe(values) if null and name in kind.optional else values


def whole(kind: Kind) -> st.SearchStrategy[Record]:
    """Bodies for creating and replacing."""
    return st.fixed_dictionaries(
        {name: member(kind, name, null=True) for name in kind.required},
        optional={name: member(kind, name, null=True) for name in kind.optional} | ignored,
    )


def part(kind: Kind) -> st.SearchStrategy[Record]:
    """Bodies for changing; no property of an offer may be cleared."""
    return st.fixed_dictionaries(
        {}, optional={name: member(kind, name, null=kind is STEPS) for name in kind.full} | ignored
    )


def of_each(bodies: Any) -> st.SearchStrategy[tuple[Kind, Any]]:
    """A kind of record with something made for it."""
    return st.one_of(*(st.tuples(st.just(kind), bodies(kind)) for kind in (STEPS, OFFERS)))


kinds = st.sampled_from([STEPS, OFFERS])
WRONG: tuple[Any, ...] = (None, 1, 1.5, True, ["x"], {"x": "y"})
"""What no required property may be."""


class DataDriven(Laws):
    """`model` holds the records of each kind by their id, all members of them."""

    vendor = "datadriven"
    begun: ClassVar[dict[str, list[Record]]] = {}

    def __init__(self) -> None:
        super().__init__()
        for kind in (STEPS, OFFERS):
            if kind.path not in self.begun:
                self.begun[kind.path] = listed(self.still, kind, 500)
        self.model = {path: {one["id"]: one for one in records} for path, records in self.begun.items()}
        self.gone: dict[str, list[int]] = {STEPS.path: [], OFFERS.path: []}

    def expect(self, kind: Kind, number: int, record: Record) -> None:
        """The record is read as it is in the model."""
        self.model[kind.path][number] = record
        assert kind.read(self.client, number) == record

    def settled(self, kind: Kind, body: Record) -> Record:
        """The properties that a body sets."""
        return {name: value for name, value in body.items() if name in kind.full}

    @law(drawn=of_each(whole))
    def what_is_created_is_read_as_it_was_written(self, drawn: tuple[Kind, Record]) -> bool:
        kind, body = drawn
        (made,) = ok(self.client.post(kind.path, json=body), 201)["data"]
        assert made["id"] not in (*self.model[kind.path], *self.gone[kind.path])
        assert made == kind.stored(made["id"], self.settled(kind, body))
        self.expect(kind, made["id"], made)
        return True

    @law(drawn=of_each(lambda kind: st.lists(whole(kind), min_size=1, max_size=4)))
    def an_array_is_created_in_its_order(self, drawn: tuple[Kind, list[Record]]) -> bool:
        kind, bodies = drawn
        made = ok(self.client.post(kind.path, json=bodies), 201)["data"]
        assert [one["id"] for one in made] == sorted({one["id"] for one in made})
        for one, body in zip(made, bodies, strict=True):
            assert one == kind.stored(one["id"], self.settled(kind, body))
            self.expect(kind, one["id"], one)
        return True

    @law(drawn=of_each(lambda kind: st.lists(whole(kind), min_size=2, max_size=4)), number=ranks)
    def one_bad_record_in_an_array_stores_none(self, drawn: tuple[Kind, list[Record]], number: int) -> bool:
        kind, bodies = drawn
        one_of(bodies, number).update(spoiled(kind, number))
        with self.unchanged():
            assert self.client.post(kind.path, json=bodies).status_code == 400
        return True

    @law(drawn=of_each(whole), number=ranks)
    def what_is_replaced_keeps_nothing(self, drawn: tuple[Kind, Record], number: int) -> bool:
        kind, body = drawn
        before = picked(self.model[kind.path], number)
        (after,) = ok(self.client.put(f"{kind.path}/{before['id']}", json=body))["data"]
        assert after == kind.stored(before["id"], self.settled(kind, body))
        self.expect(kind, before["id"], after)
        return after != before

    @law(drawn=of_each(part), number=ranks)
    def a_patch_touches_only_what_it_names(self, drawn: tuple[Kind, Record], number: int) -> bool:
        kind, body = drawn
        before = picked(self.model[kind.path], number)
        (after,) = ok(self.client.patch(f"{kind.path}/{before['id']}", json=body))["data"]
        assert after == {**before, **self.settled(kind, body)}
        self.expect(kind, before["id"], after)
        return after != before

    @law(kind=kinds, number=ranks)
    def a_refused_write_leaves_its_record_alone(self, kind: Kind, number: int) -> bool:
        path = f"{kind.path}/{picked(self.model[kind.path], number)['id']}"
        with self.unchanged():
            assert self.client.put(path, json={**kind.full, **spoiled(kind, number)}).status_code == 400
            assert self.client.patch(path, json={**kind.full, **spoiled(kind, number)}).status_code == 400
            assert self.client.put(path, json=kind.full, token="sandbox-readonly").status_code == 403
            assert self.client.delete(path, token="sandbox-readonly").status_code == 403
        return True

    @law(kind=kinds, number=ranks)
    def what_is_deleted_is_gone_and_stays_gone(self, kind: Kind, number: int) -> bool:
        if len(self.model[kind.path]) < 2:
            return False
        record = picked(self.model[kind.path], number)
        assert ok(self.client.delete(f"{kind.path}/{record['id']}"))["data"] == [record]
        del self.model[kind.path][record["id"]]
        self.gone[kind.path].append(record["id"])
        self.is_gone(kind, record["id"])
        self.is_gone(kind, one_of(self.gone[kind.path], number))
        assert record["id"] not in {one["id"] for one in listed(self.client, kind, 500)}
        return True

    def is_gone(self, kind: Kind, number: int) -> None:
        """Neither read, nor changed, nor deleted again."""
        path = f"{kind.path}/{number}"
        with self.unchanged():
            assert self.client.get(path).status_code == 404
            assert self.client.put(path, json=kind.full).status_code == 404
            assert self.client.patch(path, json={}).status_code == 404
            assert self.client.delete(path).status_code == 404

    @law(kind=kinds, size=sizes)
    def the_pages_joined_are_the_list(self, kind: Kind, size: int) -> bool:
        expected = list(self.model[kind.path].values())
        assert listed(self.client, kind, bounded(size, len(expected))) == expected
        return True

    @law(kind=kinds, number=ranks, which=st.sets(ranks, min_size=1, max_size=3), odd=maybe(texts), size=sizes)
    def a_filter_finds_exactly_what_satisfies_it(
        self, kind: Kind, number: int, which: set[int], odd: str | None, size: int
    ) -> bool:
        record = picked(self.model[kind.path], number)
        names = {one_of(kind.filters, one) for one in which}
        asked = {name: record[name] if odd is None else odd for name in names if record[name] is not None}
        expected = [
            one for one in self.model[kind.path].values() if all(one[name] == value for name, value in asked.items())
        ]
        found = listed(self.client, kind, bounded(size, len(expected)), **asked)
        assert found == expected
        return 0 < len(found) < len(self.model[kind.path])


def spoiled(kind: Kind, number: int) -> Record:
    """A property with a value that it must not have."""
    return {one_of(list(kind.required), number): one_of(WRONG, number)}


def listed(client: VendorClient, kind: Kind, size: int, **filters: str) -> list[Record]:
    """The list in pages of this size, joined."""

    def page(number: int | None) -> tuple[list[Record], int | None]:
        at = number or 1
        answer = client.get(kind.path, query_string={**filters, "limit": size, "page": at})
        records = ok(answer)["data"]
        return records, at + 1 if at * size < int(answer.headers["X-Total-Count"]) else None

    return joined(page, size)


def test_data_driven_keeps_the_laws(sandbox: SandboxApp, lane: Lane) -> None:
    hold(DataDriven, sandbox, lane)
