"""`ats-sandbox tokens`: credentials that expire by the world's clock."""

from ats_sandbox.commands.group import OperationGroup

tokens = OperationGroup("tokens", "Tokens")
tokens.derive("list", "list_tokens", columns=("token", "as", "vendor", "expires_at", "expired", "refresh_token"))
tokens.derive("issue", "issue_token")
tokens.derive("exchange", "exchange_token")
tokens.derive("revoke", "revoke_token")
