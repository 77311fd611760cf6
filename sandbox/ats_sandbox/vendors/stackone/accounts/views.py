"""Linked accounts as answers show them."""

from typing import Any

from ats_sandbox.vendors.stackone.state import LinkedAccount
from ats_sandbox.world.clock import iso


def linked_account(account: LinkedAccount) -> dict[str, Any]:
    """One account; its credentials never leave."""
    reasons = [{"code": one.code, "description": one.description, "timestamp": iso(one.at)} for one in account.reasons]
    return {
        "id": account.key,
        "provider": account.provider,
        "provider_name": account.service.name,
        "status": account.status,
        "status_reasons": reasons or None,
        "origin_owner_id": account.owner_id,
        "origin_owner_name": account.owner_name,
        "origin_username": account.username,
        "credentials": None,
        "setup_information": account.setup,
        "label": account.label,
        "created_at": iso(account.created_at),
        "updated_at": iso(account.updated_at),
        "type": account.type,
    }
