"""What examinations of deliveries found, in lines for people: as commands print it, and as Python does."""

from collections.abc import Iterator

from ats_sandbox.control.wire import WireObject, WireValue
from ats_sandbox.world.clock import iso

EARLIEST, LATEST = 10**11, 10**14
"""Whole numbers in between are instants: milliseconds since 1970, from 1973 on."""
MOST = 5
"""Values of a list that are shown one by one."""


def why_text(found: WireObject) -> str:
    """Which request led to a delivery, what it changed, and what followed: the text of a `WhyShown`."""
    return "\n".join(_why(found))


def _why(found: WireObject) -> Iterator[str]:
    told, exchange = found["delivery"], found["exchange"]
    scope = f" in {told['scope']}" if told["scope"] else ""
    yield f"#{told['number']} {told['event']}{scope} to {told['subscription']}: {told['state']}"
    yield f"  {found['missing']}" if exchange is None else f"  led to by {_request(exchange)}"
    for change in found["changes"]:
        yield f"  {change['what']} {change['collection']} {change['id']}"
        for one in change["members"]:
            if one["before"] or one["after"] or None not in (one["before"], one["after"]):
                yield f"    {one['member']}: {shown(one['before'])} -> {shown(one['after'])}"
    for one in found["afterwards"]:
        yield f"  afterwards {_request(one)}"


def _request(exchange: WireObject) -> str:
    """An exchange in a line."""
    return f"#{exchange['number']} {exchange['method']} {exchange['path']} -> {exchange['status']}"


def diagnosis_text(found: WireObject) -> str:
    """What the clinic found, and every message that it sent for that: the text of a `DiagnosisShown`."""
    lines = [f"{found['verdict']}: {found['says']}"]
    if found["advice"]:
        lines.append(f"  fix: {found['advice']}")
    width = max((len(one["name"]) for one in found["probes"]), default=0)
    for one in found["probes"]:
        status = "-" if one["status"] is None else one["status"]
        lines.append(f"  {one['name']:{width}}  {one['result']:11}  {status!s:3}  {one['about']}")
    return "\n".join(lines)


def shown(value: WireValue) -> str:
    """A value of a record: instants as such, of long lists the last one."""
    if isinstance(value, list):
        if len(value) > MOST:
            return f"[{len(value)} in all, the last {shown(value[-1])}]"
        return f"[{', '.join(map(shown, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{name}: {shown(one)}' for name, one in value.items())}}}"
    if isinstance(value, int) and EARLIEST <= value < LATEST:
        return iso(value)
    return repr(value)
