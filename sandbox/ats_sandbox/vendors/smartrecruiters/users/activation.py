"""Letting users in and shutting them out, and their pictures, in both APIs."""

from msgspec.structs import replace

from ats_sandbox.contract.body import Multipart, Parts
from ats_sandbox.contract.operation import Example
from ats_sandbox.vendors.smartrecruiters import apis, errors
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Call
from ats_sandbox.vendors.smartrecruiters.state import AVATARS, Avatar
from ats_sandbox.vendors.smartrecruiters.users.records import USERS
from ats_sandbox.vendors.smartrecruiters.users.state import USER_ACCOUNTS, account_of
from ats_sandbox.vendors.smartrecruiters.users.users import CURRENT, FAMILIES, OLDER, Family
from ats_sandbox.world.domain.commands.users import change_user, holder_of
from ats_sandbox.world.domain.reading import Reading


def _never_let_in(world: Reading) -> str:
    """The id of a user, for examples: of one who was never activated, if there is one."""
    waiting = (one for one in world[USER_ACCOUNTS] if not one.activated)
    found = next(waiting, None)
    return USERS.first_id(world) if found is None else USERS.id_of(world, world.users[found.id])


def shut_out(call: AnyCall) -> None:
    """Deactivate a user: they can no longer sign in, nor can what acts in their name."""
    user = USERS.get_or_404(call)
    if user.active:
        change_user(call.draft, user, active=False)


def declare(family: Family) -> None:
    """Declare the operations of one of the two APIs."""
    users, old, evidence = family.users, family is OLDER, apis.USERS.evidence

    @users.put(
        f"{family.one}/activation",
        id=f"activate_user{family.suffix}",
        errors=[errors.UserPropertyInvalid, errors.UserExists],
        deprecated=old,
        evidence=evidence,
    )
    def activate_user(call: Call) -> None:
        """Activate a user, who can sign in from now on."""
        user = USERS.get_or_404(call)
        if user.active:
            return
        if not user.email:
            raise errors.UserPropertyInvalid
        if holder_of(call.world, user.email, but=user.id) is not None:
            raise errors.UserExists
        change_user(call.draft, user, active=True)
        call.draft.put(USER_ACCOUNTS, replace(account_of(call.world, user), activated=True))

    @users.delete(f"{family.one}/activation", id=f"deactivate_user{family.suffix}", deprecated=old, evidence=evidence)
    def deactivate_user(call: Call) -> None:
        """Deactivate a user.

        They are kept, and can be activated again. Until then, credentials that act in their name are refused with 401.
        """
        shut_out(call)

    @users.post(
        f"{family.one}/activation-email",
        id=f"send_activation_email{family.suffix}",
        errors=[errors.ActivationEmailUnavailable],
        deprecated=old,
        example=Example(path={"id": _never_let_in}),
        evidence=evidence,
    )
    def send_activation_email(call: Call) -> None:
        """Send a user who was never activated an e-mail with a link. The sandbox sends none; its journal says so."""
        user = USERS.get_or_404(call)
        if account_of(call.world, user).activated or not user.email:
            raise errors.ActivationEmailUnavailable
        call.remarks.append(f"an activation e-mail would go to {user.email}; PUT activation does what its link does")

    @users.post(
        f"{family.one}/reset-password",
        id=f"reset_user_password{family.suffix}",
        errors=[errors.UserDisabled, errors.UserLocked, errors.UserEmailInvalid, errors.PasswordsDisabled],
        evidence=evidence,
    )
    def reset_user_password(call: Call) -> None:
        """Send a user an e-mail with a link to set another password. The sandbox sends none; its journal says so."""
        user = USERS.get_or_404(call)
        account = account_of(call.world, user)
        if account.sso_login_mode == "SSO":
            raise errors.PasswordsDisabled
        if not user.active:
            raise errors.UserDisabled
        if account.locked:
            raise errors.UserLocked
        if not user.email:
            raise errors.UserEmailInvalid
        call.remarks.append(f"an e-mail to set another password would go to {user.email}; until then nothing changes")

    @users.put(
        f"{family.one}/avatar",
        id=f"put_update_user_avatar{family.suffix}",
        body=Multipart(files=("file",)),
        errors=[errors.UnreadableForm, errors.MissingFilePart, errors.MissingFileName, errors.MissingMediaType],
        deprecated=old,
        evidence=apis.use_case("put_update_user_avatar"),
        example=Example(files={"file": ("me.png", b"\x89PNG\r\n\x1a\n", "image/png")}),
    )
    def update_avatar(call: Call[Parts]) -> None:
        """Replace the picture of a user.

        The picture cannot be read back: no operation for that is published.
        """
        user, file = USERS.get_or_404(call), call.body.files.get("file")
        if not call.body.names:
            raise errors.UnreadableForm
        if "file" not in call.body.names:
            raise errors.MissingFilePart
        if file is None or not file.filename:
            raise errors.MissingFileName
        if not file.mimetype:
            raise errors.MissingMediaType
        content, now = file.read(), call.draft.now
        if not content:
            raise errors.UnreadableForm
        picture = Avatar(id=user.id, name=file.filename, content_type=file.mimetype, content=content, updated_at=now)
        call.draft.put(AVATARS, picture)


for _family in FAMILIES:
    declare(_family)


@OLDER.users.delete(OLDER.one, id="delete_user_deprecated", deprecated=True, evidence=apis.USERS.evidence)
def delete_user(call: Call) -> None:
    """Deactivate a user: users are never deleted."""
    shut_out(call)


users, deprecated_users = CURRENT.users, OLDER.users
