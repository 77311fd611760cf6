"""Where a receiver within a test is: at an address of its own, or at the one where it listens."""

import pytest
from flask import Flask

from ats_sandbox import Ats

CREATED = "candidate.created"


def hire(ats: Ats) -> None:
    ats.applicant.applies(ats.world.jobs[1], first_name="Ada", last_name="Quill", email="ada@example.com")


def listening(*, at: str) -> Flask:
    """An application that takes webhooks at a path."""
    app = Flask("receiver")
    app.post(at)(lambda: ("", 202))
    return app


def test_an_application_is_reached_where_it_listens(ats: Ats) -> None:
    url = "https://app.example.com/hooks/sr"
    ats.webhooks.deliver_to(listening(at="/hooks/sr"), "smartrecruiters", events=[CREATED], url=url)
    hire(ats)

    assert ats.webhooks.expect(CREATED).attempts[0].status == 202


@pytest.mark.parametrize("status", [404, 405])
def test_one_with_nothing_at_its_address_is_told_how_to_say_where_it_listens(ats: Ats, status: int) -> None:
    app = listening(at="/hooks/sr")
    app.get("/smartrecruiters")(str) if status == 405 else None
    hook = ats.webhooks.deliver_to(app, "smartrecruiters", events=[CREATED])
    hire(ats)

    with pytest.raises(AssertionError) as raised:
        ats.webhooks.expect(CREATED)

    told = str(raised.value)
    assert f"1 attempt ({hook.url}: it answered {status}" in told
    assert f"  {status}: the receiver has nothing at {hook.url}; deliver_to(…, url=…) says where it listens" in told
