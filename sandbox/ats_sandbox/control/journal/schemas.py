"""The wire shapes of the journal and of explanations."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import QuerySchema, ResponseSchema
from ats_sandbox.control.journal.query import STATUS
from ats_sandbox.control.schema import OwnRequest, described
from ats_sandbox.control.snapshots.diff import Member


def status_or_class(text: str) -> object | None:
    """A status (`404`) or a class of statuses (`4xx`); None for any other text."""
    return STATUS.fullmatch(text)


def _status() -> fields.Pattern:
    return fields.Pattern(
        "status",
        status_or_class,
        pattern=STATUS.pattern,
        metadata=described("A status (`404`), or a class of statuses (`4xx`)"),
    )


class Filters(QuerySchema):
    """Which exchanges; every condition must hold."""

    vendor = fields.Text(least=1, metadata=described("Only exchanges with this vendor"))
    operation = fields.Text(least=1, metadata=described("Only this operation: its id or an alias, also as `vendor:id`"))
    path = fields.Text(
        least=1,
        most=500,
        metadata=described(
            "Only paths that begin with this text, or match this pattern: `*` any text, `?` any one character"
        ),
    )
    method = fields.Text(least=1, most=20, metadata=described("Only this HTTP method"))
    status = _status()
    since = fields.DateTime(metadata=described("Only from this instant of the world on"))
    until = fields.DateTime(metadata=described("Only up to this instant of the world"))
    principal = fields.Text(
        least=1,
        metadata=described("Only requests with this token, such as `sandbox-admin`, or one issued for it"),
    )
    matched = fields.Boolean(metadata=described("Only requests that match an operation, or only those that do not"))
    refused = fields.Boolean(metadata=described("Only answers of 400 and above, or only those below"))
    fault = fields.Text(least=1, metadata=described("Only exchanges that this fault happened to"))
    after = fields.Integer(least=0, metadata=described("Only numbers above this one"))


class PageQuery(Filters):
    """Which exchanges, and how many."""

    limit = fields.Integer(least=1, most=1_000, load_default=100, metadata=described("At most this many"))
    newest = fields.Boolean(load_default=False, metadata=described("The newest first"))


class VendorQuery(QuerySchema):
    """Which operations."""

    vendor = fields.Text(least=1, metadata=described("Only operations of this vendor"))


class Step(OwnRequest):
    """One step of a sequence: its operation, and further conditions."""

    operation = fields.Text(required=True, least=1)
    vendor = fields.Text(least=1)
    status = _status()
    method = fields.Text(least=1, most=20)
    path = fields.Text(least=1, most=500)
    principal = fields.Text(least=1)


class Steps(OwnRequest):
    """Steps that must happen one after the other."""

    steps = fields.Array(fields.Nested(Step), required=True, least=1, most=100)


def _maybe(kind: str = "string") -> fields.Anything:
    return fields.Anything(required=True, metadata={"type": kind})


class JournalRow(ResponseSchema):
    """An exchange in a list. `path` begins with the vendor's name; `duration` is in milliseconds of the machine."""

    number = fields.Integer(required=True)
    at = fields.Text(required=True)
    vendor = _maybe()
    operation = _maybe()
    method = fields.Text(required=True)
    path = fields.Text(required=True)
    query = fields.Text(required=True)
    principal = _maybe()
    status = fields.Integer(required=True)
    refusal = _maybe()
    fault = _maybe()
    changed = fields.Integer(required=True)
    why = _maybe()
    note = _maybe()
    duration = fields.Number(required=True)


class JournalBody(ResponseSchema):
    """A body: `kind` is `none`, `json`, `text` or `binary`; `whole` is false when it was cut."""

    kind = fields.Text(required=True)
    size = fields.Integer(required=True)
    whole = fields.Boolean(required=True)
    value = fields.Anything(required=True)


class JournalMessage(ResponseSchema):
    """Headers, credentials masked, and the body."""

    headers = fields.FreeObject(required=True)
    body = fields.Nested(JournalBody, required=True)


class JournalChange(ResponseSchema):
    """A record that the request created, changed or deleted, with the members that differ."""

    collection = fields.Text(required=True)
    id = fields.Integer(required=True)
    what = fields.Text(required=True)
    members = fields.Array(fields.Nested(Member), required=True)


class JournalLimit(ResponseSchema):
    """The caller's rate window. `over`: refused when `enforced`, or else would have been."""

    budget = fields.Integer(required=True)
    used = fields.Integer(required=True)
    remaining = fields.Integer(required=True)
    resets_at = fields.Text(required=True)
    over = fields.Boolean(required=True)
    enforced = fields.Boolean(required=True)


class JournalDelivery(ResponseSchema):
    """A message to a webhook that the request led to."""

    number = fields.Integer(required=True)
    event = fields.Text(required=True)
    subscription = fields.Text(required=True)
    state = fields.Text(required=True)


class JournalEntry(JournalRow):
    """Everything about an exchange."""

    request = fields.Nested(JournalMessage, required=True)
    answer = fields.Nested(JournalMessage, required=True)
    changes = fields.Array(fields.Nested(JournalChange), required=True)
    deliveries = fields.Array(fields.Nested(JournalDelivery), required=True)
    limit = fields.Nested(JournalLimit, required=True, allow_none=True)


class JournalPage(ResponseSchema):
    """A page of exchanges; `next` is the `after` of the next page; `dropped` ones made room for later ones."""

    entries = fields.Array(fields.Nested(JournalRow), required=True)
    next = _maybe("integer")
    recorded = fields.Integer(required=True)
    dropped = fields.Integer(required=True)
    complete = fields.Boolean(required=True)


class Tally(ResponseSchema):
    """How many; `count` is null, unknown, when dropped exchanges might be among them."""

    answer = fields.Text(required=True)
    count = _maybe("integer")
    at_least = fields.Integer(required=True)
    dropped = fields.Integer(required=True)
    complete = fields.Boolean(required=True)


class Uncalled(ResponseSchema):
    """An operation."""

    vendor = fields.Text(required=True)
    operation = fields.Text(required=True)


class NeverCalled(ResponseSchema):
    """Operations that were never called; those in `undecided` may have been, by exchanges that were dropped."""

    never_called = fields.Array(fields.Nested(Uncalled), required=True)
    undecided = fields.Array(fields.Nested(Uncalled), required=True)
    dropped = fields.Integer(required=True)
    complete = fields.Boolean(required=True)


class InOrder(ResponseSchema):
    """Whether the sequence happened: `yes`, `no` or `unknown`. `found` are the exchanges of the steps so far."""

    answer = fields.Text(required=True)
    happened = _maybe("boolean")
    found = fields.Array(fields.Integer(), required=True)
    missing = _maybe()
    dropped = fields.Integer(required=True)
    complete = fields.Boolean(required=True)


class Source(ResponseSchema):
    """The evidence for a rule: `documented` by whom, or `inferred` for what reason."""

    kind = fields.Text(required=True)
    note = fields.Text(required=True)


class Finding(ResponseSchema):
    """A reason: the rule, the path of the value, the received value, a valid one, and what to do."""

    about = fields.Text(required=True)
    rule = fields.Text(required=True)
    says = fields.Text(required=True)
    source = fields.Nested(Source, required=True, allow_none=True)
    field = _maybe()
    received = fields.Anything(required=True)
    nearest = fields.Anything(required=True)
    fix = fields.Text(required=True)


class NearMiss(ResponseSchema):
    """An operation that an unmatched request was similar to, and what would have to change. Distance 0 is a match."""

    vendor = fields.Text(required=True)
    operation = fields.Text(required=True)
    method = fields.Text(required=True)
    path = fields.Text(required=True)
    distance = fields.Number(required=True)
    differences = fields.Array(fields.Text(), required=True)


class Explanation(ResponseSchema):
    """Why an exchange was answered as it was. A plain success has no findings."""

    number = fields.Integer(required=True)
    request = fields.Text(required=True)
    vendor = _maybe()
    operation = _maybe()
    status = fields.Integer(required=True)
    refused = fields.Boolean(required=True)
    findings = fields.Array(fields.Nested(Finding), required=True)
    near = fields.Array(fields.Nested(NearMiss), required=True)


class Unmatched(ResponseSchema):
    """Requests that match no operation, each with its near misses."""

    requests = fields.Array(fields.Nested(Explanation), required=True)
    dropped = fields.Integer(required=True)
    complete = fields.Boolean(required=True)


class Story(ResponseSchema):
    """The journal as a text."""

    story = fields.Text(required=True)
