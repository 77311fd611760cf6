"""`Prefer: code=404` on a request: one documented answer of that operation, once, as Prism has it."""

from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.injection import Injection
from ats_sandbox.control.faults.answers import choose, refusal, statuses
from ats_sandbox.control.faults.injections import refused_unhandled

PREFIX = "prefer "
"""How the names of such plans begin."""


def preferred(call: AnyCall) -> Injection | None:
    """What a request itself asks for. None when it asks for no code, or for one that cannot be had: that is remarked.

    A code of success is what handling the request gives, so nothing is planned for it.
    """
    code = code_of(call.request.headers["Prefer"])
    if code is None or code in map(str, call.operation.returns):
        return None
    error = choose(call.vendor, call.operation, int(code)) if code.isdigit() and code.isascii() else None
    if error is None:
        known = ", ".join(map(str, sorted({*call.operation.returns, *statuses(call.vendor, call.operation)})))
        call.remarks.append(f"Prefer: code={code} was ignored; {call.operation.id} answers {known}")
        return None
    return refused_unhandled(f"{PREFIX}code={code}", refusal(call, error))


def code_of(header: str) -> str | None:
    """The value of the first `code` among the preferences, at most ten characters of it."""
    for preference in header.replace(";", ",").split(","):
        name, _, value = preference.partition("=")
        if name.strip().lower() == "code":
            return value.strip().strip('"')[:10]
    return None
