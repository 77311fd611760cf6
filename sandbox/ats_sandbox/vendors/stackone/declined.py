"""What StackOne serves and the sandbox does not."""

from ats_sandbox.contract.operation import Declined

_TOOLS = "for language models: its tools are StackOne's own catalogue of actions, which no contract lists"

_HUB = "a page for the customer's browser, where an account is linked; it is no part of the API"

_DOCUMENT = "the vendor's own document; that of what is served here is at `/_sandbox/openapi/stackone.json`"

DECLINED = (
    Declined("GET", "/oas/ats.json", _DOCUMENT),
    Declined("GET", "/oas/stackone.json", _DOCUMENT),
    Declined("GET", "/embedded/accounts/link/{token}", _HUB),
    Declined("GET", "/actions", _TOOLS),
    Declined("POST", "/actions/rpc", _TOOLS),
    Declined("GET", "/mcp", _TOOLS),
    Declined("POST", "/mcp", _TOOLS),
    Declined("DELETE", "/mcp", _TOOLS),
)
