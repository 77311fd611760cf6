"""Linked accounts: the customers' accounts at their providers. Their list is a bare array."""

from typing import Any

from msgspec.structs import replace

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.resources.repository import Repository
from ats_sandbox.contract.schema import Members, QuerySchema, RequestSchema, ResponseSchema, shape_of
from ats_sandbox.contract.vendor import IdCodec
from ats_sandbox.contract.views import view_of
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.auth import ACCOUNT
from ats_sandbox.vendors.stackone.call import Call, Resource
from ats_sandbox.vendors.stackone.connectors import models_of
from ats_sandbox.vendors.stackone.enums import ACCOUNT_STATUS, ACCOUNT_TYPE, ACCOUNT_TYPES, CATEGORY
from ats_sandbox.vendors.stackone.errors import NotFound, ReferenceNotFound
from ats_sandbox.vendors.stackone.pages import MOST, USUAL
from ats_sandbox.vendors.stackone.platform import PLATFORM
from ats_sandbox.vendors.stackone.providers import PROVIDERS
from ats_sandbox.vendors.stackone.state import ACCOUNTS, account_of
from ats_sandbox.vendors.stackone.state import LinkedAccount as Account
from ats_sandbox.world.domain.reading import Reading

AccountStatusReason = shape_of(
    "AccountStatusReason", code=wire.text(), description=wire.text(), timestamp=fields.DateTime(required=True, of="at")
)


class LinkedAccount(ResponseSchema):
    """A customer's account at a provider. Its credentials never leave."""

    id = fields.Text(required=True, of="key")
    provider = fields.Text(required=True)
    provider_name = wire.text("service.name")
    status = fields.Choice(ACCOUNT_STATUS, required=True)
    status_reasons = wire.many(AccountStatusReason, lambda account, _: account.reasons or None)
    origin_owner_id = fields.Text(required=True)
    origin_owner_name = fields.Text(required=True)
    origin_username = wire.text()
    credentials = wire.free(wire.nothing)
    setup_information = wire.free()
    label = wire.text()
    created_at = fields.DateTime(required=True)
    updated_at = fields.DateTime(required=True)
    type = wire.bare(ACCOUNT_TYPE)


LinkedAccountMeta = shape_of(
    "LinkedAccountMeta",
    provider=fields.Text(required=True, of="key"),
    category=fields.Choice(CATEGORY, required=True),
    models=fields.FreeObject(required=True, of=lambda provider, call: models_of(call.vendor, provider)),
)
"""What an account's provider is for, and what can be done with it."""


class Label(fields.Anything):
    """A text, as answers have it, or an object, as the published request has it."""

    json = "string"

    def accept(self, value: Any) -> Any:
        if not isinstance(value, dict | str):
            raise self.refused(value)
        return value


class AccountPatch(RequestSchema):
    """What to change about an account. The provider's side of it (credentials, secrets …) is never shown."""

    provider = wire.text()
    origin_owner_id = wire.text()
    origin_owner_name = wire.text()
    origin_username = wire.text()
    credentials = wire.free()
    setup_information = wire.free()
    secrets = wire.free()
    authentication_config_key = wire.text()
    environment = wire.text()
    label = Label(metadata={"type": ["object", "string"]})
    metadata = wire.free()
    type = fields.Choice(ACCOUNT_TYPES, allow_none=True)
    integration_id = wire.text()


_KEPT = frozenset({"provider", "origin_owner_id", "origin_owner_name"})
"""What every account has: null leaves it as it is."""
_CLEARED = frozenset({"origin_username", "setup_information", "type"})
"""What null empties."""


def _id_of_key(world: Reading, key: str) -> int | None:
    account = account_of(world, key)
    return None if account is None else account.id


REPOSITORY = Repository(
    collection=ACCOUNTS,
    codec=IdCodec(lambda world, ordinal: world[ACCOUNTS][ordinal].key, _id_of_key),
    not_found=NotFound,
)
FIRST = Example(path={"id": ACCOUNT})

accounts = Resource("Accounts", "The customers' accounts at their providers")


class AccountQuery(QuerySchema):
    """Which accounts to list; arrays repeat their key."""

    page = fields.Integer(least=1, load_default=1, allow_none=True)
    page_size = fields.Integer(least=1, load_default=25, allow_none=True)
    provider = fields.Text(allow_none=True, metadata={"deprecated": True})
    origin_owner_id = fields.Text(allow_none=True)
    origin_owner_ids = fields.Array(fields.Text())
    providers = fields.Array(fields.Text())
    account_ids = fields.Array(fields.Text())
    status = fields.Array(fields.Text())


_AMONG = {"origin_owner_ids": "origin_owner_id", "providers": "provider", "account_ids": "key", "status": "status"}
"""Which member of an account an array looks at."""


def _fits(account: Account, query: Members) -> bool:
    equal = all(query.get(name) in (None, getattr(account, name)) for name in ("provider", "origin_owner_id"))
    return equal and all(name not in query or getattr(account, of) in query[name] for name, of in _AMONG.items())


@accounts.get(
    "/accounts",
    id="stackone_list_linked_accounts",
    query=AccountQuery,
    returns=fields.Array(fields.Nested(LinkedAccount)),
    evidence=PLATFORM,
)
def list_linked_accounts(call: Call) -> list[Document]:
    """List linked accounts.

    All filters must hold; an array matches any of its values. Pages count from 1.
    """
    query, view = call.query, view_of(LinkedAccount)
    rows = REPOSITORY.rows(call).only(lambda account: _fits(account, query))
    size = min(query["page_size"] or USUAL, MOST)
    return [view(one, call) for one in rows.page(((query["page"] or 1) - 1) * size, size)]


@accounts.get(
    "/accounts/{id}",
    id="stackone_get_account",
    returns=LinkedAccount,
    errors=[NotFound],
    example=FIRST,
    evidence=PLATFORM,
)
def get_account(call: Call) -> Document:
    """Get a linked account."""
    return view_of(LinkedAccount)(REPOSITORY.get_or_404(call), call)


@accounts.patch(
    "/accounts/{id}",
    id="stackone_update_account",
    body=AccountPatch,
    returns=LinkedAccount,
    errors=[NotFound, ReferenceNotFound],
    example=Example(path={"id": ACCOUNT}, body={"origin_owner_name": "Acme Talent Ltd", "label": "Acme, main account"}),
    evidence=PLATFORM,
)
def update_account(call: Call) -> Document:
    """Change a linked account.

    What is absent stays. Credentials, secrets and the like are taken and never shown. A label is a text in answers
    and an object in the published request; only a text has something to show.
    """
    account, body = REPOSITORY.get_or_404(call), call.body
    if body.get("provider") is not None and body["provider"] not in PROVIDERS:
        raise ReferenceNotFound(field="provider")
    changed = {name: value for name, value in body.items() if name in (_CLEARED if value is None else _KEPT | _CLEARED)}
    if not isinstance(body.get("label", {}), dict):
        changed["label"] = body["label"]
    account = call.draft.put(ACCOUNTS, replace(account, **changed, updated_at=call.world.now))
    return view_of(LinkedAccount)(account, call)


@accounts.delete(
    "/accounts/{id}",
    id="stackone_delete_account",
    returns=LinkedAccount,
    errors=[NotFound],
    example=Example(path={"id": "acme-basic"}),
    evidence=PLATFORM,
)
def delete_account(call: Call) -> Document:
    """Remove a linked account; the answer shows it for the last time."""
    account = REPOSITORY.get_or_404(call)
    call.draft.remove(ACCOUNTS, account.id)
    return view_of(LinkedAccount)(account, call)


@accounts.get(
    "/accounts/{id}/meta",
    id="stackone_get_account_meta_info",
    returns=LinkedAccountMeta,
    errors=[NotFound],
    example=FIRST,
    evidence=PLATFORM,
)
def get_account_meta(call: Call) -> Document:
    """Get what can be done with a linked account, whatever its status."""
    return view_of(LinkedAccountMeta)(REPOSITORY.get_or_404(call).service, call)
