"""Objects whose members have any names and values of one kind."""

from collections.abc import Mapping
from typing import Any

import marshmallow as ma
from marshmallow import ValidationError

from ats_sandbox.contract.refusal import MOST_FAULTS


def read_members(value: Mapping[str, object], each: ma.fields.Field[Any]) -> dict[str, Any]:
    """The members of an object, which may have any names, each read by the same field."""
    read: dict[str, Any] = {}
    faults: dict[str, Any] = {}
    for name, one in value.items():
        try:
            read[name] = each.deserialize(one)
        except ValidationError as error:
            faults[name] = error.messages
            if len(faults) == MOST_FAULTS:
                break
    if faults:
        raise ValidationError(faults)
    return read
