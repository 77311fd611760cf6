"""Linked accounts: reading, changing, removing them. Their list is a bare array."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from ats_sandbox.contract import fields
from ats_sandbox.contract.evidence import documented
from ats_sandbox.contract.operation import Example
from ats_sandbox.vendors.stackone.accounts.schemas import AccountPatch, AccountQuery, LinkedAccount
from ats_sandbox.vendors.stackone.accounts.views import linked_account
from ats_sandbox.vendors.stackone.auth import ACCOUNT
from ats_sandbox.vendors.stackone.call import Call, Resource
from ats_sandbox.vendors.stackone.connectors.models import models_of
from ats_sandbox.vendors.stackone.connectors.schemas import LinkedAccountMeta
from ats_sandbox.vendors.stackone.errors import NotFound, ReferenceNotFound
from ats_sandbox.vendors.stackone.pages import MOST, USUAL
from ats_sandbox.vendors.stackone.providers import PROVIDERS
from ats_sandbox.vendors.stackone.state import ACCOUNTS, account_of
from ats_sandbox.vendors.stackone.state import LinkedAccount as Account

PLATFORM = documented("StackOne OpenAPI, platform 1.0.0")

_KEPT = {"provider": "provider", "origin_owner_id": "owner_id", "origin_owner_name": "owner_name"}
"""What every account has: null leaves it as it is."""
_CLEARED = {"origin_username": "username", "setup_information": "setup", "type": "type"}
"""What null empties."""

accounts = Resource("Accounts", "The customers' accounts at their providers")


@accounts.get(
    "/accounts",
    id="stackone_list_linked_accounts",
    scope="platform",
    query=AccountQuery,
    returns=fields.Array(fields.Nested(LinkedAccount)),
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


@accounts.patch(
    "/accounts/{id}",
    id="stackone_update_account",
    scope="platform",
    body=AccountPatch,
    returns=LinkedAccount,
    errors=[NotFound, ReferenceNotFound],
    evidence=PLATFORM,
    example=Example(path={"id": ACCOUNT}, body={"origin_owner_name": "Acme Talent Ltd", "label": "Acme, main account"}),
)
def update_account(call: Call) -> dict[str, Any]:
    """Change a linked account.

    What is absent stays. Credentials, secrets and the like are taken and never shown. A label is a text in answers
    and an object in the published request; only a text has something to show.
    """
    account, sent = account_at(call), call.body
    if sent.get("provider") is not None and sent["provider"] not in PROVIDERS:
        raise ReferenceNotFound(field="provider")
    changed = {member: sent[name] for name, member in _KEPT.items() if sent.get(name) is not None}
    changed |= {member: sent[name] for name, member in _CLEARED.items() if name in sent}
    if not isinstance(sent.get("label", {}), dict):
        changed["label"] = sent["label"]
    return linked_account(call.draft.put(ACCOUNTS, replace(account, **changed, updated_at=call.world.now)))


@accounts.delete(
    "/accounts/{id}",
    id="stackone_delete_account",
    scope="platform",
    returns=LinkedAccount,
    errors=[NotFound],
    evidence=PLATFORM,
    example=Example(path={"id": "acme-basic"}),
)
def delete_account(call: Call) -> dict[str, Any]:
    """Remove a linked account; the answer shows it for the last time."""
    account = account_at(call)
    call.draft.remove(ACCOUNTS, account.id)
    return linked_account(account)


@accounts.get(
    "/accounts/{id}/meta",
    id="stackone_get_account_meta_info",
    scope="platform",
    returns=LinkedAccountMeta,
    errors=[NotFound],
    evidence=PLATFORM,
    example=Example(path={"id": ACCOUNT}),
)
def get_account_meta(call: Call) -> dict[str, Any]:
    """Get what can be done with a linked account, whatever its status."""
    service = account_at(call).service
    return {"provider": service.key, "category": service.category, "models": models_of(call.vendor, service)}
