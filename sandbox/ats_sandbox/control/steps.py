"""The tester's own steps in front of every pipeline: recording each exchange, and letting faults happen."""

from collections.abc import Callable, Iterable
from time import perf_counter

from msgspec.structs import replace

from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.exchange import Exchange
from ats_sandbox.contract.operation import Reply
from ats_sandbox.contract.steps import Next, Step
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.explain.header import reason_of
from ats_sandbox.control.journal.recording import record_exchange
from ats_sandbox.control.memory import AnswerMemory
from ats_sandbox.control.traces import REASON
from ats_sandbox.control.workspace import Workspace

Watcher = Callable[[Exchange], None]


def recording(watchers: Callable[[Vendor], Iterable[Watcher]], memory: AnswerMemory | None) -> Step:
    """The step that shows each finished exchange to its watchers and to the workspace, before the answer leaves."""

    def record(call: AnyCall, following: Next) -> Reply:
        began = perf_counter()
        reply = following(call)
        exchange = Exchange(call, reply.status, reply.headers, reply.content or b"", perf_counter() - began)
        for watch in watchers(call.vendor):
            watch(exchange)
        workspace = call.context.workspace
        if isinstance(workspace, Workspace):
            headers = {**workspace.faults.close(exchange), **record_exchange(workspace.journal, exchange)}
            workspace.churn.close(exchange)  # comes last: the answer is fixed, and its record in the journal too
            if memory is not None:
                memory.keep(call, reply, headers)
            reply = replace(reply, headers={**reply.headers, **headers}) if headers else reply
            if exchange.refusal is not None and exchange.vendor not in workspace.journal.vendors:
                call.request.environ[REASON] = reason_of(exchange.refusal, call)
        injection = call.injection
        if injection is None or injection.delivery is None or not exchange.injected:
            return reply
        return replace(reply, delivery=injection.delivery)

    return record


def inject(call: AnyCall, following: Next) -> Reply:
    """Choose the fault that is due for a call; one in front of the vendor may answer in its place."""
    workspace = call.context.workspace
    if isinstance(workspace, Workspace):
        call.injection = workspace.faults.due(call)
        if call.injection is not None and call.injection.before is not None:
            return call.injection.before(call, following)
    return following(call)
