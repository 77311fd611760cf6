"""A recorded request, to be made again: as a command for a shell, and as a test for a Python suite.

Both send what the journal shows, so a credential that it masks is masked here. A caller's own token is replaced by the
published one of whoever it stands for, where there is one.
"""

import base64
import re
from collections.abc import Iterable, Mapping, Sequence
from shlex import quote as quoted
from typing import NamedTuple
from urllib.parse import quote

import msgspec

from ats_sandbox.contract.body import decode
from ats_sandbox.contract.principal import PRINCIPALS
from ats_sandbox.contract.refusal import Invalid
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.journal import redaction
from ats_sandbox.control.journal.entry import Entry
from ats_sandbox.control.worlds.blueprints import Blueprint
from ats_sandbox.dashboard.python_literal import Unwritable, literal

LEFT_OUT = re.compile(
    r"host|content-length|connection|keep-alive|te|upgrade|expect|transfer-encoding|accept-encoding|user-agent|cookie"
    r"|proxy-.*|sec-.*|x-forwarded-.*|x-sandbox-world"
)
"""Headers, in lower case, that a client adds itself or that lead to the sandbox."""

IN_PATHS, IN_QUERIES = "/:@!$&'()*+,;=~-._", "/:@!$&'()*+,;=~-._?%[]"
"""What stays as it is; braces, quotes and backslashes are among what does not."""

LONGEST = 16 * 1024
"""Bytes of a file that are written out."""

FORM_FIELD = re.compile(rb'name="([^"]{1,200})"')
PLAIN_METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"})
ADMIN = PRINCIPALS[0].token
PUBLISHED = tuple(one.token for one in PRINCIPALS)


class Repetition(NamedTuple):
    """A request to be made again. `target` is its path with the query, as a URL has them, behind that of the vendor.

    `masked` is True when a credential is left out, `cut` when the body is not all there.
    """

    vendor: Vendor | None
    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    masked: bool
    cut: bool

    @property
    def faithful(self) -> bool:
        """True when all is there that decides about the answer."""
        return not (self.masked or self.cut)


def repetition_of(entry: Entry) -> Repetition:
    """What is sent to make a recorded request again."""
    known, asked = redaction.public_credentials(entry), entry.asked
    headers, headers_masked = _headers(entry, known)
    body, body_masked = _body(entry, known)
    query = redaction.query(asked.query, known)
    path = quote(asked.path.encode("latin-1", "replace"), safe=IN_PATHS)
    return Repetition(
        vendor=entry.vendor,
        method=asked.method,
        target=path + (f"?{quote(query, safe=IN_QUERIES)}" if query else ""),
        headers=headers,
        body=body,
        masked=headers_masked or body_masked or query != asked.query,
        cut=not asked.body.whole or (not body and asked.body.size > 0),
    )


def _headers(entry: Entry, known: frozenset[str]) -> tuple[tuple[tuple[str, str], ...], bool]:
    """The headers to send, and whether a credential is masked in them."""
    kept: dict[str, str] = {}
    for name, raw in sorted(redaction.named(entry.asked.headers)):
        value = raw.encode("latin-1", "replace").decode("utf-8", "replace")
        if not LEFT_OUT.fullmatch(name.lower()) and value.isprintable() and (name, value) != ("Accept", "*/*"):
            kept[name] = _shown(name, value, known)
    vendor, principal = entry.vendor, entry.principal
    secret = [name for name, value in kept.items() if name.lower() in redaction.HEADERS and redaction.MASK in value]
    own = () if vendor is None else vendor.auth.headers
    if vendor is not None and principal is not None and any(name.lower() in map(str.lower, own) for name in secret):
        for name in [one for one in kept if one.lower() in map(str.lower, own)]:
            del kept[name]
        there = {name.lower() for name in kept}
        published = vendor.auth.present(principal.name)
        kept |= {name: value for name, value in published.items() if name.lower() not in there}
        secret = [name for name in secret if name in kept and redaction.MASK in kept[name]]
    return tuple(sorted(kept.items(), key=lambda one: one[0].lower())), bool(secret)


def _shown(name: str, value: str, known: frozenset[str]) -> str:
    """A header as the journal shows it, but for a public one of the scheme Basic, which is sent encoded."""
    shown = redaction.header(name, value, known)
    scheme, _, user = shown.partition(" ")
    if name.lower() in redaction.HEADERS and scheme.lower() == "basic" and user in known:
        return f"{scheme} {base64.b64encode(f'{user}:'.encode()).decode()}"
    return shown


def _body(entry: Entry, known: frozenset[str]) -> tuple[bytes, bool]:
    """The bytes to send, and whether a credential is masked in them; none of a file that is too long to write out."""
    kept = entry.asked.body.kept
    try:
        value = decode(kept) if kept and entry.asked.body.whole else None
        shown = redaction.value(value, known)
        if value is not None and shown != value:
            return msgspec.json.encode(shown), True
        if value is not None:
            return kept, False
    except (Invalid, RecursionError):
        pass
    try:
        text = kept.decode()
    except UnicodeDecodeError:
        text = None
    if text is None or FORM_FIELD.search(kept):
        names = [found.decode("utf-8", "replace") for found in FORM_FIELD.findall(kept)]
        return (b"", False) if len(kept) > LONGEST or any(map(redaction.names_secret, names)) else (kept, False)
    masked = redaction.text(text, known)
    return masked.encode(), masked != text


def curl(repetition: Repetition, origin: str) -> str:
    """The request as a command to paste into a shell. `origin` is where the vendors are, without a slash at its end."""
    method, vendor, body = repetition.method, repetition.vendor, repetition.body
    parts = [f"curl -sS -i -g {'-I' if method == 'HEAD' else f'-X {quoted(method)}'}"]
    parts.append(quoted(f"{origin}{'' if vendor is None else f'/{vendor.name}'}{repetition.target}"))
    parts += [f"-H {quoted(f'{name}: {value}' if value else f'{name};')}" for name, value in repetition.headers]
    before = ""
    if body:
        if "content-type" not in {name.lower() for name, _ in repetition.headers}:
            parts.append("-H 'Content-Type:'")  # or curl would say that it is a form
        text = body.decode("utf-8", "replace")
        if text.encode() == body and all(one.isprintable() or one == "\n" for one in text):
            parts.append(f"--data-raw {quoted(text)}")
        else:
            before = f"printf %s {quoted(base64.b64encode(body).decode())} | base64 -d | "
            parts.append("--data-binary @-")
    return before + " \\\n  ".join(parts)


def as_test(entry: Entry, earlier: Iterable[Entry], blueprint: Blueprint) -> str:
    """The request as a test: with the earlier ones, in a world as this one began, and with the same status."""
    repetition, before = repetition_of(entry), [repetition_of(one) for one in earlier]
    settings = {"world": blueprint.recipe, "seed": blueprint.seed}
    if blueprint.candidates is not None:
        settings["candidates"] = blueprint.candidates
    marks = ", ".join(f"{name}={literal(value)}" for name, value in settings.items())
    lines = ["import pytest", "", "", f"@pytest.mark.ats({marks})", f"def test_exchange_{entry.number}(ats):"]
    lines += ["    http = ats.requests_session()", *(f"    {_call(one)}" for one in before)]
    lines += [f"    answer = {_call(repetition, entry.status)}", *_expectation(entry, repetition)]
    return "\n".join(lines) + "\n"


def _call(repetition: Repetition, status: int = 200) -> str:
    """A request as an expression."""
    vendor, method = repetition.vendor, repetition.method
    base = "ats.origin" if vendor is None else f"ats.{vendor.name}"
    arguments = [] if method in PLAIN_METHODS else [literal(method)]
    arguments.append(f'f"{{{base}}}{repetition.target}"')
    named = dict(repetition.headers)
    plain = {name.lower(): value for name, value in repetition.headers}
    prefix, token = "", None if vendor is None else _published(vendor, plain)
    if vendor is not None and token is not None:
        prefix = f"{base}.headers({'' if token == ADMIN else literal(token)})"
        usual = {name.lower() for name in vendor.auth.present(token)}
        named = {name: value for name, value in named.items() if name.lower() not in usual}
    content = _content(repetition)
    if content.startswith("json=") and plain.get("content-type") == "application/json":
        named = {name: value for name, value in named.items() if name.lower() != "content-type"}
    rest = literal(named, 8) if named else ""
    if prefix or rest:
        arguments.append(f"headers={' | '.join(filter(None, (prefix, rest)))}")
    arguments += [content] if content else []
    arguments += ["allow_redirects=False"] if 300 <= status < 400 else []
    call = f"http.{method.lower() if method in PLAIN_METHODS else 'request'}"
    line = f"{call}({', '.join(arguments)})"
    if len(line) <= 100 and "\n" not in line:
        return line
    return "\n".join([f"{call}(", *(f"        {one}," for one in arguments), "    )"])


def _published(vendor: Vendor, headers: Mapping[str, str]) -> str | None:
    """The published token that a client of a vendor presents by these headers, whose names are in lower case."""
    for token in PUBLISHED:
        if all(headers.get(name.lower()) == value for name, value in vendor.auth.present(token).items()):
            return token
    return None


def _content(repetition: Repetition) -> str:
    """The body as an argument; empty for none."""
    if not repetition.body:
        return ""
    try:
        return f"json={literal(decode(repetition.body), 8)}"
    except (Invalid, Unwritable, RecursionError):
        return f"data={repetition.body!r}"


def _expectation(entry: Entry, repetition: Repetition) -> Sequence[str]:
    """What holds of the answer: its status, unless something decides about it that the test does not have."""
    missing = ""
    if entry.fault is not None:
        missing = f"the fault {entry.fault} happened to it"
    elif entry.principal is not None and entry.principal.name not in PUBLISHED:
        missing = f"{entry.principal.name} is a token of that world alone"
    elif not repetition.faithful and not (repetition.masked and (entry.status == 401 or entry.operation is None)):
        missing = "a credential is masked here" if repetition.masked else "its body is not all here"
    elif entry.spending is not None and entry.spending.over and entry.enforced:
        missing = "the caller's budget was used up"
    elif entry.crashed:
        missing = "the sandbox failed"
    if not missing:
        return [f"    assert answer.status_code == {entry.status}"]
    reached = "is None" if entry.operation is None else f".id == {literal(entry.operation.id)}"
    said = "".join(one if one.isprintable() else " " for one in missing)
    return [
        f"    # It was answered {entry.status}; {said}.",
        f"    assert ats.journal.last.operation{' ' if entry.operation is None else ''}{reached}",
    ]
