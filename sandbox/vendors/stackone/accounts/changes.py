"""Changing and removing linked accounts, and what can be done with them."""

from typing import Any

from msgspec.structs import replace

from sandbox.contract.call import Call
from sandbox.contract.operation import Example
from sandbox.vendors.stackone.accounts.operations import PLATFORM, account_at, accounts
from sandbox.vendors.stackone.accounts.schemas import AccountPatch, LinkedAccount
from sandbox.vendors.stackone.accounts.views import linked_account
from sandbox.vendors.stackone.auth import ACCOUNT
from sandbox.vendors.stackone.connectors.models import models_of
from sandbox.vendors.stackone.connectors.schemas import LinkedAccountMeta
from sandbox.vendors.stackone.errors import NotFound, ReferenceNotFound
from sandbox.vendors.stackone.providers import PROVIDERS
from sandbox.vendors.stackone.state import ACCOUNTS

_KEPT = {"provider": "provider", "origin_owner_id": "owner_id", "origin_owner_name": "owner_name"}
"""What every account has: null leaves it as it is."""
_CLEARED = {"origin_username": "username", "setup_information": "setup", "type": "type"}
"""What null empties."""


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
