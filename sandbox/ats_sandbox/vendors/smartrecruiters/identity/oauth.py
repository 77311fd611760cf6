"""Access tokens by OAuth 2: for clients by their own credentials, and in the name of a user who allowed it."""

from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from msgspec.structs import replace

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import Form
from ats_sandbox.contract.issuing import issue, make_room, renew
from ats_sandbox.contract.operation import Document, Example, Reply
from ats_sandbox.contract.principal import ISSUED_TOKENS, IssuedToken, Principal, principal_of
from ats_sandbox.contract.refusal import ApiError, Rule, Violation
from ats_sandbox.contract.schema import QuerySchema, ResponseSchema, shape_of
from ats_sandbox.vendors.smartrecruiters import apis, errors
from ats_sandbox.vendors.smartrecruiters.auth import ACCESS, REFRESH
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Call, Envelope, Facts
from ats_sandbox.vendors.smartrecruiters.error_format import sentence
from ats_sandbox.vendors.smartrecruiters.identity.scopes import asked_scopes, scope_text
from ats_sandbox.vendors.smartrecruiters.identity.state import CODE_IDS, CODES, new_code
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.world.clock import SECOND
from ats_sandbox.world.domain.reading import Reading

VENDOR = "smartrecruiters"
EXAMPLE = {"grant_type": "client_credentials", "client_id": "sandbox-admin", "client_secret": "anything"}
CALLBACK = "https://client.example.com/callback"

OAuthError = shape_of(
    "OAuthError", error=fields.Text(required=True), error_description=fields.Text(), error_uri=fields.Text()
)


def render(error: ApiError, call: AnyCall, now: int) -> Document:
    """The error in the form of OAuth 2; what it has no code for is a fault of the server, or of the request."""
    fault = "server_error" if error.status >= 500 else "invalid_request"
    said = "; ".join(map(sentence, error.violations)) or error.text
    return {"error": error.code if error.code and error.code.islower() else fault, "error_description": said}


oauth = Resource(
    "OAuth", "Access tokens for clients", apis.IDENTITY, envelope=Envelope(schema=OAuthError, render=render)
)


class TokenRequest(QuerySchema):
    """What a client asks a token for. Its own credentials may come as HTTP Basic instead."""

    grant_type = fields.Text(required=True, least=1)
    client_id = fields.Text()
    client_secret = fields.Text()
    scope = fields.Text()
    code = fields.Text()
    redirect_uri = fields.Text()
    refresh_token = fields.Text()


class Token(ResponseSchema):
    """A token, its lifetime in seconds, its scopes, and with a code what gets the next one."""

    access_token = fields.Text(required=True)
    token_type = fields.Choice(("Bearer",), required=True)
    expires_in = fields.Integer(required=True)
    scope = fields.Text(required=True)
    refresh_token = fields.Text()


def client_of(world: Reading, id: str | None) -> Principal | None:
    """The client of an id: the principal whose token that is, unless it has expired. An issued token is no client."""
    principal = principal_of(world, id) if id else None
    if principal is None or principal.expired or world[ISSUED_TOKENS].where(token=principal.token):
        return None
    user = world.users.get(principal.user)
    return principal if user is None or user.active else None


def _authenticated(call: AnyCall) -> Principal:
    """The client that a request is from. Raises InvalidClient."""
    basic = call.request.authorization
    if basic is not None and basic.type == "basic":
        id, secret, where = basic.username, basic.password, "header"
    else:
        id, secret, where = call.body.get("client_id"), call.body.get("client_secret"), "body"
    client = client_of(call.world, id)
    if client is None or not secret:
        member = "client_id" if client is None else "client_secret"
        raise errors.InvalidClient(
            headers={"WWW-Authenticate": 'Basic realm="SmartRecruiters"'},
            where=where,
            field="Authorization" if where == "header" else member,
        )
    return client


def _member(call: AnyCall, name: str) -> str:
    value: str | None = call.body.get(name)
    if not value:
        raise errors.OAuthInvalidRequest((Violation(Rule.MISSING, (name,)),))
    return value


def _own(call: AnyCall, client: Principal) -> IssuedToken:
    """A token for a client by its own credentials."""
    make_room(call.draft)
    scopes = asked_scopes(call.body.get("scope"), client.scopes)
    return issue(call.draft, client.token, vendor=VENDOR, lifetime=ACCESS, scopes=scopes)


def _allowed(call: AnyCall, client: Principal) -> IssuedToken:
    """A token for a code, which is used up by it."""
    text, draft = _member(call, "code"), call.draft
    code = draft[CODES].get(CODE_IDS.read(draft, text))
    redirect_uri = call.body.get("redirect_uri") or (code and code.redirect_uri)
    known = code is not None and code.client == client.token and code.redirect_uri == redirect_uri
    if code is None or not known or code.expires_at <= draft.now:
        raise errors.InvalidGrant(field="code")
    make_room(draft)
    draft.remove(CODES, code.id)
    return issue(draft, client.token, vendor=VENDOR, lifetime=ACCESS, refresh=REFRESH, scopes=code.scopes)


def _refreshed(call: AnyCall, client: Principal) -> IssuedToken:
    """Another token for a refresh token. The former one lives on for its time, and can no longer be exchanged."""
    text, draft = _member(call, "refresh_token"), call.draft
    former = draft[ISSUED_TOKENS].where(refresh=text).first()
    if former is None or former.holder != client.token or former.vendor != VENDOR:
        raise errors.InvalidGrant(field="refresh_token")
    if (former.refresh_expires_at or 0) <= draft.now:
        raise errors.InvalidGrant(field="refresh_token")
    scopes = asked_scopes(call.body.get("scope"), former.scopes if former.scopes is not None else client.scopes)
    make_room(draft)
    renewed = renew(draft, former, REFRESH)
    if draft[ISSUED_TOKENS].get(former.id) is not None:
        draft.put(ISSUED_TOKENS, replace(former, refresh=None, refresh_expires_at=None))
    return draft.put(ISSUED_TOKENS, replace(renewed, scopes=scopes))


GRANTS = {"client_credentials": _own, "authorization_code": _allowed, "refresh_token": _refreshed}


@oauth.post(
    "/identity/oauth/token",
    id="create_access_token",
    public=True,
    scope="",
    body=Form(TokenRequest),
    returns=Token,
    response_headers=["Cache-Control", "Pragma"],
    errors=[
        *(errors.OAuthInvalidRequest, errors.InvalidClient, errors.InvalidGrant),
        *(errors.UnsupportedGrantType, errors.InvalidScope),
    ],
    facts=Facts(invalid=errors.OAuthInvalidRequest),
    example=Example(body=lambda world: EXAMPLE),
    evidence=apis.IDENTITY.evidence,
)
def create_access_token(call: Call) -> Reply:
    """Get an access token, valid for 1799 seconds of the world's clock.

    In the sandbox the client id is a token such as `sandbox-admin`, and any secret but an empty one is right; the
    access token has the rights of that token, as far as its scopes go. Id and secret come in the form or as HTTP
    Basic. A code is got from GET /identity/oauth/allow, and comes with a refresh token, which lives on while it is used
    at least every 28 days.
    """
    client = _authenticated(call)
    grant = GRANTS.get(call.body["grant_type"])
    if grant is None:
        raise errors.UnsupportedGrantType
    token = grant(call, client)
    granted = token.scopes if token.scopes is not None else client.scopes
    document = {
        "access_token": token.token,
        "token_type": "Bearer",
        "expires_in": ACCESS // SECOND,
        "scope": scope_text(granted),
    }
    if token.refresh is not None:
        document["refresh_token"] = token.refresh
    return Reply(200, document, {"Cache-Control": "no-store", "Pragma": "no-cache"})


def _absolute(text: str) -> str | None:
    """An absolute http(s) URI without a fragment, or None."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    fits = parts.scheme in ("http", "https") and parts.hostname and not parts.fragment and text.isprintable()
    return text if fits and text.isascii() and " " not in text else None


class AllowQuery(QuerySchema):
    """Which client asks for which scopes, and where the answer goes; `state` is given back."""

    client_id = fields.Text(required=True, least=1)
    redirect_uri = fields.Pattern("uri", _absolute, most=2_000, required=True)
    scope = fields.Text()
    state = fields.Text(most=2_000)
    response_type = fields.Choice(("code",))


@oauth.get(
    "/identity/oauth/allow",
    id="allow_client",
    public=True,
    writes=True,
    scope="",
    query=AllowQuery,
    returns={302: None},
    response_headers=["Location"],
    errors=[errors.InvalidClient, errors.InvalidScope],
    example=Example(query={"client_id": "sandbox-admin", "redirect_uri": CALLBACK, "state": "from the client"}),
    evidence=apis.IDENTITY.evidence,
)
def allow_client(call: Call) -> Reply:
    """Allow a client to act in a user's name: the browser is sent back to the client with a code at once.

    There is no page to agree on: the user of the token that the client id is has agreed. The code can be exchanged
    once, within ten minutes.
    """
    query: dict[str, Any] = call.query
    client = client_of(call.world, query["client_id"])
    if client is None:
        raise errors.InvalidClient(where="query", field="client_id", value=call.query["client_id"])
    scopes, target = asked_scopes(query.get("scope"), client.scopes), urlsplit(query["redirect_uri"])
    answer = {"code": new_code(call.draft, client.token, query["redirect_uri"], scopes)}
    if "state" in query:
        answer["state"] = query["state"]
    parameters = urlencode([*parse_qsl(target.query, keep_blank_values=True), *answer.items()])
    return Reply(302, None, {"Location": target._replace(query=parameters).geturl()}, b"")
