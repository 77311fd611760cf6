"""The wire shapes of users."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.vendors.smartrecruiters.labels import Reference
from ats_sandbox.vendors.smartrecruiters.languages import USER_LANGUAGES
from ats_sandbox.vendors.smartrecruiters.paging import PageQuery
from ats_sandbox.vendors.smartrecruiters.places import Location


class SystemRole(ResponseSchema):
    """What a user may do."""

    id = fields.Text(required=True)
    name = fields.Text()


class UserLanguage(ResponseSchema):
    """The language a user prefers."""

    code = fields.Choice(USER_LANGUAGES, required=True)


class AccessGroup(ResponseSchema):
    """A group that a user is in."""

    id = fields.Text()
    name = fields.Text()


class UserListItem(ResponseSchema):
    """A user in a list. Members that the company does not use are left out."""

    id = fields.Text()
    email = fields.Text()
    firstName = fields.Text(required=True)
    lastName = fields.Text(required=True)
    systemRole = fields.Nested(SystemRole, required=True)
    externalData = fields.Text(allow_none=True)
    ssoIdentifier = fields.Text(allow_none=True)
    ssoLoginMode = fields.Choice(("SSO", "PASSWORD"), allow_none=True)
    language = fields.Nested(UserLanguage, required=True)
    active = fields.Boolean()
    updatedOn = fields.DateTime()
    accessGroups = fields.Array(fields.Nested(Reference))


class UserEntity(UserListItem):
    """A user in full."""

    language = fields.Nested(UserLanguage)
    location = fields.Nested(Location)
    accessGroups = fields.Array(fields.Nested(AccessGroup))


class Users(ResponseSchema):
    """A page of users."""

    limit = fields.Integer()
    nextPageId = fields.Text()
    content = fields.Array(fields.Nested(UserListItem))


class UserQuery(PageQuery):
    """Which users."""

    q = fields.Text(least=3)
    updatedAfter = fields.DateTime()
