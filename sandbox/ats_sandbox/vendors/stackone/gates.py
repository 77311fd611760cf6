"""The checks on the linked account that a unified request passes, after its key and before its inputs."""

from ats_sandbox.contract.operation import Operation
from ats_sandbox.vendors.stackone.call import UNIFIED, Call
from ats_sandbox.vendors.stackone.errors import AccountNotFound, AccountUnusable, NotImplementedHere
from ats_sandbox.vendors.stackone.state import account_of


def unified(operation: Operation) -> bool:
    """True when the operation reaches through to a linked account."""
    return operation.path.startswith(UNIFIED)


def link(call: Call) -> None:
    """Find the linked account that `x-account-id` names; it must be active."""
    if not unified(call.operation):
        return
    account = account_of(call.world, call.header["account"])
    if account is None:
        raise AccountNotFound
    if account.status != "active":
        raise AccountUnusable
    call.account = account


def supported(call: Call) -> None:
    """Refuse what the account's provider cannot do."""
    if call.account is not None and not call.account.service.supports(call.operation.id):
        raise NotImplementedHere
