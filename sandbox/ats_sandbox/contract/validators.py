"""What a value of the right type must be besides, every fault as a Violation."""

from typing import Any

from marshmallow import ValidationError, validate

from ats_sandbox.contract.refusal import Rule, Violation


def fault(rule: Rule, **facts: Any) -> ValidationError:
    """A marshmallow error that carries one violation."""
    return ValidationError([Violation(rule, **facts)])


class Length(validate.Length):
    """A text or an array has at least and at most so many characters or items."""

    def __call__(self, value: Any) -> Any:
        listed = isinstance(value, list)
        if self.min is not None and len(value) < self.min:
            raise fault(Rule.TOO_FEW if listed else Rule.TOO_SHORT, limit=self.min, value=value)
        if self.max is not None and len(value) > self.max:
            raise fault(Rule.TOO_MANY if listed else Rule.TOO_LONG, limit=self.max, value=value)
        return value


class Range(validate.Range):
    """A number is within these bounds."""

    def __call__(self, value: Any) -> Any:
        if self.min is not None and value < self.min:
            raise fault(Rule.TOO_SMALL, limit=self.min, value=value)
        if self.max is not None and value > self.max:
            raise fault(Rule.TOO_LARGE, limit=self.max, value=value)
        return value


class OneOf(validate.OneOf):
    """A value is one of these."""

    def __call__(self, value: Any) -> Any:
        if value not in self.choices:
            raise fault(Rule.CHOICE, value=value, choices=tuple(map(str, self.choices)))
        return value


def bounds_of(
    kind: type[Length] | type[Range], least: float | None, most: float | None
) -> list[validate.Validator] | None:
    """The validator of two bounds; None where there is neither."""
    return None if least is None and most is None else [kind(min=least, max=most)]  # type: ignore[arg-type]
