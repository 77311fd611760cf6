"""What a request leaves in its environ for whoever looks at it afterwards, such as the log of a server."""

ADDRESS = "ats_sandbox.address"
"""Its `Address`."""

OPERATION = "ats_sandbox.operation"
"""The id of the operation that it was for."""

REASON = "ats_sandbox.reason"
"""Why the tester's side refused it; what vendors refuse is explained in the header `X-Sandbox-Why`."""

ASKED = "ats_sandbox.asked"
"""Its headers as they came, as pairs with the names that WSGI has for them, if somebody has collected them already."""
