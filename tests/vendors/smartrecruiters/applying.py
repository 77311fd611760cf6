"""Applications on a candidate's behalf, as tests send them."""

from base64 import b64encode
from typing import Any

from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.vendors.smartrecruiters.apply.questions import example_answers, questions_of
from ats_sandbox.vendors.smartrecruiters.public.addresses import POSTING_UUID
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.candidates import Candidate
from ats_sandbox.world.domain.postings import Posting, PostingVisibility
from tests.client import VendorClient

PERSON = {"firstName": "Imke", "lastName": "Example", "email": "imke.example@example.com"}
PDF = b64encode(b"%PDF-1.4 Imke").decode()


def path_of(client: VendorClient, ad: Posting) -> str:
    return f"/postings/{POSTING_UUID.write(client.read(), ad.id)}"


def open_ads(client: VendorClient) -> list[Posting]:
    return list(client.read().postings.where(published=True, visibility=PostingVisibility.PUBLIC, confidential=False))


def an_ad(client: VendorClient, *, asking: str = "") -> Posting:
    """The first public ad that asks nothing that has to be answered, or a question of a kind."""
    world = client.read()
    for ad in open_ads(client):
        asked = questions_of(world, ad, conditional=True)
        if any(one.type == asking for one in asked) if asking else not any(one.required for one in asked):
            return ad
    raise LookupError(asking)


def body_for(client: VendorClient, ad: Posting, **members: Any) -> dict[str, Any]:
    return {**PERSON, "answers": list(example_answers(client.read(), ad)), **members}


def applied(client: VendorClient, ad: Posting, **members: Any) -> tuple[Any, Candidate, Application]:
    """The answer to an application, the person and the application."""
    answer = client.post(f"{path_of(client, ad)}/candidates", json=body_for(client, ad, **members))
    assert answer.status_code == 200, answer.text
    world = client.read()
    person = world.candidates[ids.CANDIDATE.read(world, answer.json["id"]) or 0]
    application = world.applications.where(pair=(person.id, ad.job)).first()
    assert application is not None
    return answer.json, person, application


def refused(answer: Any) -> tuple[int, str]:
    assert set(answer.json) == {"id", "code", "message"}
    assert len(answer.json["id"]) == 36
    return answer.status_code, answer.json["code"]
