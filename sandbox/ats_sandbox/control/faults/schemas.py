"""The wire shapes of faults."""

from collections.abc import Mapping
from typing import Any, get_origin

from marshmallow import RAISE
from marshmallow.fields import Field

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import RequestSchema, ResponseSchema
from ats_sandbox.control.faults.fault import TABLE
from ats_sandbox.control.faults.kinds import KINDS
from ats_sandbox.control.faults.settings import LONGEST_TEXT, DeclaredSetting, Setting


def field_of(kind: object, setting: Setting, **more: str) -> Field[Any]:
    """The field of a type, with the bounds and the description of its declaration."""
    metadata = {"description": setting.about, **more}
    least, most = setting.least, setting.most
    if get_origin(kind) is tuple and setting.each is not None:
        return fields.Array(field_of(int, setting.each), least=_whole(least), most=_whole(most), metadata=metadata)
    if get_origin(kind) is Mapping:
        return fields.FreeObject(metadata=metadata)
    if kind is bool:
        return fields.Boolean(metadata=metadata)
    if kind is int:
        return fields.Integer(least=_whole(least), most=_whole(most), metadata=metadata)
    if kind is float:
        return fields.Number(least=least, most=most, metadata=metadata)
    assert kind is str, f"settings are not of the type {kind}"
    return fields.Text(least=1, most=LONGEST_TEXT, metadata=metadata)


def _whole(bound: float | None) -> int | None:
    return None if bound is None else int(bound)


def members() -> dict[str, Field[Any]]:
    """The kind of a fault, and its settings. `x-part` tells which part of a fault a setting belongs to."""
    kind = fields.Choice(KINDS, required=True, metadata={"description": "The kind of fault."})
    return {"kind": kind, **{one.name: _member(one) for one in TABLE}}


def _member(one: DeclaredSetting) -> Field[Any]:
    return field_of(one.type, one.setting, **{"x-part": one.part})


class NewFault(RequestSchema):
    """A fault to add. Members that it does not name are refused."""

    class Meta:
        unknown = RAISE


FaultBody: type[RequestSchema] = type("FaultBody", (NewFault,), {"__doc__": NewFault.__doc__, **members()})


class ActiveFaultRow(ResponseSchema):
    """What every active fault has beside its settings."""

    id = fields.Text(required=True)
    about = fields.Text(required=True)
    operations = fields.Array(
        fields.Text(), required=True, metadata={"description": "The operations it can happen to, as `vendor id`."}
    )
    requests = fields.Integer(required=True, metadata={"description": "Matching requests so far."})
    hits = fields.Integer(required=True, metadata={"description": "How many of them it happened to."})
    active = fields.Boolean(required=True, metadata={"description": "Whether it can happen again."})


Fault: type[ResponseSchema] = type("Fault", (ActiveFaultRow,), {"__doc__": "An active fault.", **members()})


class Faults(ResponseSchema):
    """The faults of a world, the oldest first."""

    faults = fields.Array(fields.Nested(Fault), required=True)
