"""The two reads that every model has: its list and a record by id."""

from typing import Any

from ats_sandbox.contract.evidence import documented
from ats_sandbox.contract.operation import Example
from ats_sandbox.vendors.bindbee.call import Call, Resource
from ats_sandbox.vendors.bindbee.connectors import ACME
from ats_sandbox.vendors.bindbee.errors import RecordNotFound
from ats_sandbox.vendors.bindbee.ids import record_id
from ats_sandbox.vendors.bindbee.mirror import Mirror, mirror
from ats_sandbox.vendors.bindbee.model import Filter, Model, Rows, text_field
from ats_sandbox.vendors.bindbee.operations.pages import page
from ats_sandbox.vendors.bindbee.rendering import render, selected
from ats_sandbox.vendors.bindbee.schemas import (
    PATH_ID,
    ConnectorHeaders,
    ListQuery,
    RecordQuery,
    derived,
    page_of,
)
from ats_sandbox.vendors.bindbee.uuids import canonical
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.selection import Selection

PREFIX = "/api/ats/v1"


def reads(resource: Resource, model: Model[Any]) -> None:
    """Declare the list of a model's records and the reading of one by its id."""
    name, noun = model.path.replace("-", "_"), model.kind.replace("_", " ")
    expand = {"expand": text_field()} if model.relations else {}
    filters = {one.name: one.field() for one in model.filters}
    title = model.schema.__name__

    def list_records(call: Call) -> dict[str, Any]:
        return listed(call, model)

    def get_record(call: Call) -> dict[str, Any]:
        seen = mirror(call)
        return shown(call, seen, model, the_record(seen, model, canonical(call.path["id"])))

    list_records.__doc__ = f"List {noun}s as they were last synced."
    get_record.__doc__ = f"Get one {noun} as it was last synced."
    resource.get(
        f"{PREFIX}/{model.path}",
        id=f"list_{name}",
        headers=ConnectorHeaders,
        query=derived(f"{title}List", ListQuery, **filters, **expand),
        returns=page_of(model.schema),
        evidence=documented(f"https://docs.bindbee.dev, GET {PREFIX}/{model.path}"),
    )(list_records)
    resource.get(
        f"{PREFIX}/{model.path}/{{id}}",
        id=f"get_{model.kind}",
        headers=ConnectorHeaders,
        query=derived(f"{title}Read", RecordQuery, **expand),
        returns=model.schema,
        errors=[RecordNotFound],
        evidence=documented(f"https://docs.bindbee.dev, GET {PREFIX}/{model.path}/{{id}}"),
        example=Example(path={"id": first_id(model)}),
        path_types=PATH_ID,
        words={"model": model.title},
    )(get_record)


def first_id(model: Model[Any]) -> Any:
    """An id of the model, for examples."""

    def found(world: Reading) -> str:
        return record_id(world, ACME, model.kind, model.rows(world).after(None, 1)[0].id)

    return found


def the_record(seen: Mirror, model: Model[Any], id: str) -> Any:
    """The record with this id; what the caller may not see is not found either."""
    ordinal = seen.ordinal(model.kind, id)
    record = None if ordinal is None else model.get(seen.world, ordinal)
    if record is None or not model.seen(seen, record):
        raise RecordNotFound(model=model.title, **unsynced(seen, model, ordinal))
    return record


def unsynced(seen: Mirror, model: Model[Any], ordinal: int | None) -> dict[str, Any]:
    """What there is to remark of a record that is in the linked system already, and not in its copy yet."""
    if ordinal is None or model.get(seen.world, ordinal) is not None or model.get(seen.present, ordinal) is None:
        return {}
    due = seen.connector.next_sync(seen.present.now)
    when = "a sync that is asked for" if due is None else f"the next sync at {iso(due)}"
    return {"remark": f"it is in the linked system, and shows here after {when}"}


def shown(call: Call, seen: Mirror, model: Model[Any], record: Any) -> dict[str, Any]:
    """A record with what the query asks to add."""
    query = call.query
    return render(
        seen,
        model,
        record,
        raw=query["include_raw_data"],
        custom=query["include_custom_fields"],
        expand=selected(query.get("expand")),
    )


def listed(call: Call, model: Model[Any]) -> dict[str, Any]:
    """One page of a model's records."""
    seen = mirror(call)
    return page(
        call,
        fitting(seen, model, call.query),
        read=lambda text: seen.ordinal(model.kind, text),
        write=lambda ordinal: seen.id(model.kind, ordinal),
        show=lambda record: shown(call, seen, model, record),
    )


def fitting(seen: Mirror, model: Model[Any], query: dict[str, Any]) -> Rows:
    """The records that satisfy every filter of a query."""
    rows = model.rows(seen.world)
    if isinstance(rows, Selection):
        rows = seen.visibility.visible(rows)
    elif not seen.visibility.whole:
        rows = rows.only(lambda record: model.seen(seen, record))
    if query.get("ids") is not None:
        rows = rows.among(seen.ordinals(model.kind, query["ids"]))
    after = query.get("modified_after")
    since = None if after is None else seen.connector.changed_after(after)
    if since is not None:
        rows = rows.since(since)
    for one in model.filters:
        rows = narrowed(seen, rows, one, query.get(one.name))
    return rows


def narrowed(seen: Mirror, rows: Rows, filter: Filter, value: Any) -> Rows:
    """The rows that fit one filter; an empty value asks for nothing."""
    return rows if not value else filter.narrow(seen, rows, value)
