"""Everything that is wrong with a body, told at once."""

from typing import Any, cast

from ats_sandbox.contract.body import JsonObject, load
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.refusal import Invalid, Rule, Violation


class Findings:
    """What could be read of a body, and what is wrong with it: the schema's findings first, then the handler's.

    A body that is no JSON object is refused at once. One that is missing is read as an empty object.
    """

    def __init__(self, call: Call) -> None:
        self.violations: list[Violation] = []
        try:
            self.body = _body(call)
        except Invalid as invalid:
            if not all(violation.path for violation in invalid.violations):
                raise
            self.body = invalid.parsed
            self.violations += invalid.violations

    def refuse(self, *path: str | int, text: str | None = None) -> None:
        """Add that a value names something unknown or unfit, or what the text says."""
        rule = Rule.CHOICE if text is None else Rule.CUSTOM
        self.violations.append(Violation(rule, path, text=text or ""))

    def settle(self) -> dict[str, Any]:
        """The body, when nothing is wrong with it."""
        if self.violations:
            raise Invalid(*self.violations)
        return self.body


def _body(call: Call) -> dict[str, Any]:
    try:
        body: dict[str, Any] = call.body
    except Invalid as invalid:
        if invalid.violations[0].rule is not Rule.NO_BODY:
            raise
        return load(cast(JsonObject, call.operation.body).schema, {})
    return body
