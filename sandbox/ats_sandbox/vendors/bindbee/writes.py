"""Creating records of the unified models: one declaration for each."""

from collections.abc import Callable, Iterable
from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import Body
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.views import declared
from ats_sandbox.vendors.bindbee import errors, schemas
from ats_sandbox.vendors.bindbee.bodies import UNDECLARED, Sent, undeclared
from ats_sandbox.vendors.bindbee.call import Call, await_sync, linked, reference
from ats_sandbox.vendors.bindbee.idempotency import WriteHeaders, idempotent
from ats_sandbox.vendors.bindbee.model import AnyModel, own_members
from ats_sandbox.vendors.bindbee.samples import sample_of
from ats_sandbox.vendors.bindbee.written import keep_written
from ats_sandbox.world.clock import iso_seconds

Create = Callable[[Sent], Any]
"""Makes a record of what was sent; gives the record."""


def creates(
    model: AnyModel,
    *required: str,
    body: Body[Any] | None = None,
    takes: Body[Any] | None = None,
    status: int = 200,
    refuses: Iterable[type[ApiError]] = (),
    verbatim: bool = True,
) -> Callable[[Create], Create]:
    """Declare the creating of records of a model, of which `required` members have to be said.

    Most of them declare no body: they take the members of the read schema, or what `takes` reads, and answer the id.
    With a `body`, which is declared, the answer is the record as it will be read. Words of a `verbatim` one show as
    they were written.
    """
    name = f"{model.schema.__name__.removeprefix('Ats')}Input"
    said = body or takes or undeclared(name, model.schema, *required)
    id = f"create_{model.kind}"

    def declare(create: Create) -> Create:
        def write(call: Call[Any]) -> Document | str:
            sent = Sent.to(call)
            record = create(sent)
            if verbatim:
                keep_words(sent, model, record)
            await_sync(call)
            return linked(call).id(model.kind, record.id) if body is None else model.show(record, call)

        write.__doc__ = create.__doc__
        model.resource.post(
            model.path,
            id=id,
            headers=WriteHeaders,
            body=said,
            returns=fields.Text() if body is None else fields.Anything(),
            status=status,
            errors=[errors.KeyReused, *refuses],
            evidence=UNDECLARED if body is None else reference("POST", model.path),
            example=Example(body=sample_of(id)),
        )(idempotent(write))
        return create

    return declare


def keep_words(sent: Sent, model: AnyModel, record: Any) -> None:
    """Remember what was said of a new record's own members and is not what the linked system shows."""
    shown, kept = model.show(record, sent.call), dict[str, Any]()
    for name, member in declared(own_members(model.schema)):
        said = sent.get(name)
        if said is None or isinstance(member, schemas.Relation | schemas.Relations):
            continue
        if isinstance(member, schemas.Moment):
            said = iso_seconds(sent.instant(name) or 0)
        if said != shown[name]:
            kept[name] = said
    keep_written(sent.call.draft, model.kind, record, kept)
