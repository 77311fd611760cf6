"""The tester's side as declared operations, under `/_sandbox/`: documented and checked like any vendor's."""

from ats_sandbox.contract.lazy_vendor import LazyVendor
from ats_sandbox.contract.vendor import Face, Profile


def _face() -> Face:
    from ats_sandbox.control.face import FACE

    return FACE


CONTROL = LazyVendor.of(
    Profile(
        name="_sandbox",
        title="ats-sandbox, the tester's side",
        version="1.0.0",
        about="Put the sandbox into any state, inject faults, and see what happened.",
        host="",
        docs="",
        transacts=False,
    ),
    _face,
)
