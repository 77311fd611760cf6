"""Users as requests name them, and what each of them may see in the product."""

from collections.abc import Iterable

from ats_sandbox.contract.refusal import ApiError, Rule, Violation
from ats_sandbox.vendors.smartrecruiters.call import AnyCall
from ats_sandbox.vendors.smartrecruiters.ids import USER
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.candidates import Candidate
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.users import User, UserRole

Path = tuple[str | int, ...]


def fault(text: str, *path: str | int) -> Violation:
    """What is wrong with a member of a body, beyond its type."""
    return Violation(Rule.CUSTOM, path, text=text)


def users_named(
    world: Reading, named: Iterable[tuple[Path, str]], unknown: type[ApiError], inactive: type[ApiError]
) -> list[User]:
    """The active users whose ids stand at these paths of a body.

    Raises `unknown` for ids that are nobody's, else `inactive` for users who have left; either tells all of them.
    """
    found = [(path, world.users.get(USER.read(world, id))) for path, id in named]
    strangers = [fault("is no user", *path) for path, user in found if user is None]
    if strangers:
        raise unknown(tuple(strangers))
    users = [(path, user) for path, user in found if user is not None]
    former = [fault("is a user who is not active", *path) for path, user in users if not user.active]
    if former:
        raise inactive(tuple(former))
    return [user for _, user in users]


def administers(call: AnyCall) -> bool:
    """True when the credential acts in the name of an administrator."""
    user = call.world.users.get(call.caller.user)
    return user is not None and user.role is UserRole.ADMINISTRATOR


def reaches(world: Reading, user: User, application: Application) -> bool:
    """True when the product shows a user an application.

    Administrators see all, hiring teams what is on their job, recruiters all that is not confidential, and whoever is
    invited to an interview the candidate whom they meet.
    """
    if user.role is UserRole.ADMINISTRATOR or (user.role is UserRole.RECRUITER and not application.confidential):
        return True
    if any(member.user == user.id for member in world.jobs[application.job].team):
        return True
    interviews = (one for one in world.interviews.where(application=application.id) if not one.cancelled)
    slots = (slot for one in interviews for slot in world.timeslots.where(interview=one.id))
    return any(invited.user == user.id for slot in slots for invited in slot.interviewers)


def reaches_candidate(world: Reading, user: User, person: Candidate) -> bool:
    """True when the product shows a user a candidate: one of the applications, or for recruiters the talent pool."""
    applications = list(world.applications.where(candidate=person.id))
    if not applications:
        return user.role in (UserRole.ADMINISTRATOR, UserRole.RECRUITER)
    return any(reaches(world, user, one) for one in applications)
