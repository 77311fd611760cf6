"""The values of custom fields: the provider's own, and those of them that the project shows among its own."""

from collections.abc import Iterable

from msgspec.structs import replace

from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import Members
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.custom_fields.definitions import Definitions
from ats_sandbox.vendors.stackone.ids import read_id, remote_id_pair, remote_of, synthetic
from ats_sandbox.vendors.stackone.shapes import CustomFields
from ats_sandbox.vendors.stackone.state import CustomField, Facts
from ats_sandbox.world.domain.reading import Reading


def custom_fields(values: Iterable[CustomField]) -> list[Document]:
    """The provider's own fields, as answers show them."""
    return [
        {
            **remote_id_pair(one.remote_id),
            "name": one.name,
            "value": one.value,
            "value_id": None if one.remote_value_id is None else synthetic(one.remote_value_id),
            "remote_value_id": one.remote_value_id,
        }
        for one in values
    ]


def unified(facts: Facts) -> Document | None:
    """The project's own fields: what was sent, and the provider's fields that stand for one of them."""
    mapped = {one.unified: one.value for one in facts.custom if one.unified is not None}
    return {**(facts.unified or {}), **mapped} if mapped else facts.unified


UNIFIED_FIELDS = wire.free(lambda one, context: unified(one.facts))
CUSTOM_FIELDS = wire.many(
    CustomFields, wire.requested("custom_fields", lambda one, context: custom_fields(one.facts.custom))
)
"""The members of what is shown together with its `facts`."""


def amended(world: Reading, definitions: Definitions, facts: Facts, body: Members) -> Members:
    """What a write changes of the facts: absent members stay, null empties.

    A key of the project's own that stands for one of the provider's fields changes that field.
    """
    changed: Members = {}
    if "unified_custom_fields" in body:
        own = body["unified_custom_fields"]
        changed["unified"] = own
        changed["custom"] = tuple(
            replace(one, value=own[one.unified], remote_value_id=None) if one.unified in (own or {}) else one
            for one in facts.custom
        )
    if "custom_fields" in body:
        before = changed.get("custom", facts.custom)
        changed["custom"] = _merged(world, definitions, before, body["custom_fields"])
    return changed


def _merged(
    world: Reading,
    definitions: Definitions,
    before: tuple[CustomField, ...],
    bodies: Iterable[Members] | None,
) -> tuple[CustomField, ...]:
    """Fields that are sent replace their predecessors; null empties them all."""
    if bodies is None:
        return ()
    fresh = [_custom_field(world, definitions, one) for one in bodies]
    replaced = {_key(one) for one in fresh}
    return (*(one for one in before if _key(one) not in replaced), *fresh)


def _key(field: CustomField) -> str | None:
    return field.remote_id if field.remote_id is not None else field.name


def _custom_field(world: Reading, definitions: Definitions, body: Members) -> CustomField:
    remote = _remote(body.get("remote_id"), body.get("id"))
    known = None if remote is None else world[definitions.collection].get(read_id(world, definitions.kind, remote))
    name = body.get("name")
    return CustomField(
        remote_id=remote,
        name=known.field.name if known is not None and name is None else name,
        value=body.get("value"),
        remote_value_id=_remote(body.get("remote_value_id"), body.get("value_id")),
        unified=None if known is None else known.field.unified,
    )


def _remote(remote: str | None, id: str | None) -> str | None:
    """The provider's id, from whichever form was sent."""
    text = remote if remote is not None else id
    return None if text is None else remote_of(text)
