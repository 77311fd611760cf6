"""Schemathesis over every document, in process, with every check it has."""

from functools import cache
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.config import SchemathesisConfig
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation import GenerationMode

from ats_sandbox.contract.body import instance
from ats_sandbox.contract.fields import Text
from ats_sandbox.contract.operation import Operation
from tests.client import CRASHES, Crashed
from tests.conftest import the_sandbox
from tests.contract.example_requests import EVERY
from tests.lanes import Lane, each_operation, times

SEMANTIC = {
    "smartrecruiters": ["400", "401", "403", "404", "409", "422"],
    "stackone": ["400", "404", "409", "412", "422", "501"],
    "bindbee": ["404", "409", "422"],
    "datadriven": ["404"],
    "skailer": ["404", "422"],
}
"""With what each vendor refuses a well-formed request: unknown ids, dangling references, rules across fields."""


def settled(vendor: str) -> dict[str, Any]:
    """Schemathesis' settings for one vendor."""
    wrong_method = next(one.error_format.wrong_method for one in the_sandbox().vendors if one.name == vendor)
    return {
        # Parameters that are not declared are nobody's business, here as at the vendors.
        "generation": {"allow-extra-parameters": False},
        "checks": {
            "positive_data_acceptance": {"expected-statuses": ["2xx", "304", *SEMANTIC.get(vendor, ())]},
            "negative_data_rejection": {"expected-statuses": ["4xx", "501"]},
            # Some vendors answer 404, not 405, to a method they do not know.
            "unsupported_method": {"enabled": wrong_method.status == 405},
        },
    }


NAMED = ("array", "object")
EXAMPLES = 6
ORDINARY_EXAMPLES = 2
MODES = {"right": GenerationMode.POSITIVE, "wrong": GenerationMode.NEGATIVE}


@cache
def document(vendor: str) -> Any:
    load_all_checks()
    return schemathesis.openapi.from_wsgi(
        f"/_sandbox/openapi/{vendor}.json", the_sandbox(), config=SchemathesisConfig.from_dict(settled(vendor))
    )


def is_right_on_the_wire(case: Any) -> bool:
    """True when all that is wrong gets lost on the way: a URL repeats a key to say an array, so any text there is one;
    and it names the members of an object, so that what is none has no member that anybody asks for.

    A list of nothing but an empty text is no list there either.
    What is wrong with headers is lost too where the credential is among them: the test sends the right one.
    """
    mutations = getattr(case.meta.phase.data, "mutations", ())
    blank = any(value in ("", [""]) for value in (case.query or {}).values())
    return bool(mutations) and all(
        mutation.parameter_location is ParameterLocation.HEADER
        or (mutation.parameter_location is ParameterLocation.QUERY and (blank or mutation.original_value in NAMED))
        for mutation in mutations
    )


def can_be_wrong(operation: Operation) -> bool:
    """True when a request can be: not when it says any texts in its path and its query, and nobody has to be known."""
    asked = [] if operation.query is None else instance(operation.query).fields.values()
    plain = all(type(one) is Text and not (one.required or one.validators) for one in asked)
    return not (operation.public and operation.body is None and plain)


@each_operation(EVERY)
@times("kind", MODES)
def test_made_up_requests_are_answered_as_declared(
    lane: Lane, vendor: str, operation: Operation, kind: str, world_name: str
) -> None:
    if kind == "wrong" and not can_be_wrong(operation):
        return
    auth = next(one.auth for one in the_sandbox().vendors if one.name == vendor)
    described = document(vendor)[operation.path][operation.method]
    headers = {"X-Sandbox-World": world_name, **auth.present("sandbox-admin")}
    checks = [CHECKS.get_one(name) for name in CHECKS.get_all_names()]
    rejection = CHECKS.get_one("negative_data_rejection")

    @settings(
        max_examples=lane.amount(ORDINARY_EXAMPLES, EXAMPLES),
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=described.as_strategy(generation_mode=MODES[kind]))
    def hold(case: Any) -> None:
        response = case.call(headers=headers)
        if CRASHES:
            crash = CRASHES.pop().crash
            raise Crashed(str(crash)) from crash
        excluded = [rejection] if is_right_on_the_wire(case) else []
        case.validate_response(response, checks=checks, excluded_checks=excluded, headers=headers)

    hold()
