"""What SmartRecruiters refuses. Few texts and codes are published; the others follow the style of those."""

from ats_sandbox.contract.refusals import Refusals

REFUSALS = Refusals(__file__)
__getattr__ = REFUSALS.named

USE_CASES = REFUSALS.sources["use cases"]

INJECTABLE = tuple(
    map(REFUSALS.named, ("TooManyRequests", "ServerFault", "BadGateway", "ServiceUnavailable", "GatewayTimeout"))
)
"""What only a tester's fault produces."""
