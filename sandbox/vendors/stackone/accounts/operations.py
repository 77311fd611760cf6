"""Reading linked accounts. Their list is a bare array."""

from collections.abc import Mapping
from typing import Any

from sandbox.contract import fields
from sandbox.contract.call import Call
from sandbox.contract.evidence import documented
from sandbox.contract.operation import Example, Resource
from sandbox.vendors.stackone.accounts.schemas import AccountQuery, LinkedAccount
from sandbox.vendors.stackone.accounts.views import linked_account
from sandbox.vendors.stackone.auth import ACCOUNT
from sandbox.vendors.stackone.errors import NotFound
from sandbox.vendors.stackone.reads import MOST, USUAL
from sandbox.vendors.stackone.state import ACCOUNTS, account_of
from sandbox.vendors.stackone.state import LinkedAccount as Account

PLATFORM = documented("StackOne OpenAPI, platform 1.0.0")

accounts = Resource("Accounts", "The customers' accounts at their providers")


@accounts.get(
    "/accounts",
    id="stackone_list_linked_accounts",
    scope="platform",
    query=AccountQuery,
    returns=fields.Items(fields.Shape(LinkedAccount)),
    evidence=PLATFORM,
)
def list_linked_accounts(call: Call) -> list[dict[str, Any]]:
    """List linked accounts.

    All filters must hold; an array matches any of its values. Pages count from 1.
    """
    query = call.query
    found = call.world[ACCOUNTS].only(lambda account: _wanted(account, query))
    size = min(query["page_size"] or USUAL, MOST)
    return [linked_account(one) for one in found.page(((query["page"] or 1) - 1) * size, size)]


def _wanted(account: Account, query: Mapping[str, Any]) -> bool:
    lists = {"account_ids": account.key, "providers": account.provider, "status": account.status}
    lists["origin_owner_ids"] = account.owner_id
    words = {"provider": account.provider, "origin_owner_id": account.owner_id}
    return all(not query.get(name) or told in query[name] for name, told in lists.items()) and all(
        query.get(name) in (None, told) for name, told in words.items()
    )


@accounts.get(
    "/accounts/{id}",
    id="stackone_get_account",
    scope="platform",
    returns=LinkedAccount,
    errors=[NotFound],
    evidence=PLATFORM,
    example=Example(path={"id": ACCOUNT}),
)
def get_account(call: Call) -> dict[str, Any]:
    """Get a linked account."""
    return linked_account(account_at(call))


def account_at(call: Call) -> Account:
    """The account that the path names."""
    account = account_of(call.world, call.path["id"])
    if account is None:
        raise NotFound
    return account
