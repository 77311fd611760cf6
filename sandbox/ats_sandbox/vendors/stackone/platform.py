"""What the platform operations share: those that are about accounts and logs, not about a provider's records."""

from typing import TypedDict

from ats_sandbox.contract.evidence import Evidence, documented


class Platform(TypedDict):
    """What their declarations have in common."""

    scope: str
    evidence: Evidence


PLATFORM: Platform = {"scope": "platform", "evidence": documented("StackOne OpenAPI, platform 1.0.0")}
