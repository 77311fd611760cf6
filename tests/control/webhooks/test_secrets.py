"""What authenticates messages and what signs them is shown to nobody but their receivers."""

import base64

import pytest
from werkzeug.test import Client

from tests.client import VendorClient
from tests.control.webhooks.hooked import hooks_of, tag

ROOT = "/webhooks-api/v201907/subscriptions"
SECRET = "correct horse battery"
WAYS = {
    "header": ({"type": "header", "headerName": "X-Key", "headerValue": SECRET}, ("X-Key", SECRET)),
    "basic": (
        {"type": "basic", "username": "ats", "password": SECRET},
        ("Authorization", f"Basic {base64.b64encode(f'ats:{SECRET}'.encode()).decode()}"),
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_credentials_go_to_receivers_only(smartrecruiters: VendorClient, way: str) -> None:
    hooks, workspace = hooks_of(smartrecruiters), smartrecruiters.sandbox.worlds[smartrecruiters.name]
    workspace.snapshots.take("before")
    authentication, sent = WAYS[way]
    wish = {"callbackUrl": "https://hooks.example.com/in", "events": ["candidate.updated"]}
    made = smartrecruiters.post(ROOT, json={**wish, "callbackAuthentication": authentication})
    assert smartrecruiters.put(f"{ROOT}/{made.json['id']}/activation").status_code == 204
    key = smartrecruiters.post(f"{ROOT}/{made.json['id']}/secret-key").json["secretKey"]
    tag(smartrecruiters)

    (delivery,) = hooks.deliveries(vendor="smartrecruiters")
    assert sent in delivery.attempts[0].headers
    (entry,) = smartrecruiters.get(f"{ROOT}/{made.json['id']}/callbacks-log").json
    assert sent[0] not in entry["requestDetails"]["headers"]

    tester, world = Client(smartrecruiters.sandbox), {"X-Sandbox-World": smartrecruiters.name}
    entries = tester.get("/_sandbox/journal?limit=100", headers=world).json["entries"]
    paths = ["snapshots/before/diff", *(f"journal/{one['number']}" for one in entries)]
    shown = [tester.get(f"/_sandbox/{one}", headers=world).get_data(as_text=True) for one in paths]
    assert made.json["callbackUrl"] in shown[0]
    assert len(entries) > 4
    for text in shown:
        assert sent[1] not in text
        assert SECRET not in text
        assert key not in text
