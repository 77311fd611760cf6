"""What the platform operations share: those that are about accounts and logs, not about a provider's records."""

from ats_sandbox.contract.evidence import documented

PLATFORM = documented("StackOne OpenAPI, platform 1.0.0")
