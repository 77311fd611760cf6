"""What people call things, in requests."""

from ats_sandbox.contract.refusal import Invalid, Rule, Violation
from ats_sandbox.vendors.smartrecruiters.call import Call


def name_in(call: Call, member: str, attribute: str = "") -> str:
    """The name that a member of the body gives, without blanks around it. Raises Invalid where that leaves nothing.

    `attribute` is the name under which the member is read, where it is another.
    """
    given: str = call.body[attribute or member]
    name = given.strip()
    if not name:
        raise Invalid(Violation(Rule.TOO_SHORT, (member,), limit=1, value=given))
    return name
