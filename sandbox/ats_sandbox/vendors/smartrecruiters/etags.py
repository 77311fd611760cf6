"""Answers that clients keep, and ask for again only when they are others: ETag and If-None-Match."""

from hashlib import blake2b

import msgspec

from ats_sandbox.contract.operation import Document, Reply
from ats_sandbox.vendors.smartrecruiters.call import AnyCall


def tagged(call: AnyCall, document: Document) -> Reply:
    """A document with its tag; 304 with nothing when the request says that it is known. Reads `if_none_match`."""
    tag = f'W/"{blake2b(msgspec.json.encode(document), digest_size=16).hexdigest()}"'
    known = {one.strip().removeprefix("W/") for one in call.header.get("if_none_match", "").split(",")}
    headers = {"ETag": tag}
    if known & {"*", tag.removeprefix("W/")}:
        return Reply(304, None, headers)
    return Reply(200, document, headers)
