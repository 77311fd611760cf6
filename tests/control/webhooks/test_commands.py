"""`ats-sandbox webhooks`: subscribe, look, disturb, run, look again."""

from typing import Any

import pytest
from werkzeug.test import Client

from ats_sandbox.app import SandboxApp
from tests.contract.receivers import receiver
from tests.control.commands import document, told

CREATED = "candidate.created"


@pytest.fixture
def world(served: tuple[SandboxApp, str], request: pytest.FixtureRequest) -> str:
    name: str = request.node.name
    return name


def hire(sandbox: SandboxApp, world: str, *names: str) -> None:
    for name in names:
        person = {"firstName": name, "lastName": "Quill", "email": f"{name.lower()}@example.com"}
        headers = {"X-SmartToken": "sandbox-admin"}
        path = f"/w/{world}/smartrecruiters/candidates"
        assert Client(sandbox).post(path, json=person, headers=headers).status_code == 201


def lines(url: str, *arguments: str, world: str) -> list[str]:
    code, out, complaint = told(url, "webhooks", *arguments, world=world)
    assert code == 0, complaint
    return out.splitlines()


def test_from_a_subscription_to_its_deliveries(served: tuple[SandboxApp, str], world: str) -> None:
    sandbox, url = served
    sandbox.worlds.create(world)

    made = document(url, "webhooks", "subscribe", "smartrecruiters", "--event", CREATED, "--secret", "k", world=world)
    lines(url, "disturb", "hold", "--subscription", made["name"], world=world)
    hire(sandbox, world, "Ada", "Bea")

    listed = lines(url, "deliveries", "--subscription", made["name"], world=world)
    assert listed[0].split()[:7] == ["NUMBER", "AT", "EVENT", "SUBSCRIPTION", "SCOPE", "STATE", "ATTEMPTS"]
    assert [line.split()[:1] + line.split()[2:6] for line in listed[1:]] == [
        ["1", CREATED, made["name"], "held", "0"],
        ["2", CREATED, made["name"], "delivered", "1"],
    ]
    assert "more: --after 1" in lines(url, "deliveries", "--limit", "1", world=world)
    (row,) = [line for line in lines(url, "list", world=world) if line.startswith(made["name"])]
    assert row.split()[1:7] == ["yes", "inbox", "1", "1", "0", "0"]
    released = lines(url, "release", "1", world=world)
    assert "attempt 1 at" in "\n".join(released)
    shown = lines(url, "show", world=world)
    assert any(line.startswith("  smartrecruiters-signature: v1=") for line in shown)
    assert "  answered 202" in shown
    inbox = lines(url, "inbox", world=world)
    assert [line.split()[0] for line in inbox if line.startswith("#")] == ["#1", "#2"]
    lines(url, "empty", world=world)
    assert lines(url, "inbox", world=world) == ["nothing is in the inbox"]


def test_a_subscription_is_shown_with_its_keys_and_switched(served: tuple[SandboxApp, str], world: str) -> None:
    sandbox, url = served
    sandbox.worlds.create(world)

    shown = lines(url, "subscribe", "bindbee", "--secret", "k", "--name", "Mine", world=world)
    assert any(line.startswith("signs with k from ") for line in shown)
    assert [line for line in shown if line.startswith("hears of")] == [
        "hears of connector_sync_started connector_synced connector_data_modified and 1 more"
    ]
    whole = lines(url, "subscription", "bindbee-5", world=world)
    assert "hears of connector_sync_error" in whole
    assert document(url, "webhooks", "disable", "bindbee-5", world=world)["enabled"] is False
    assert document(url, "webhooks", "enable", "bindbee-5", world=world)["enabled"] is True
    fresh = document(url, "webhooks", "rotate", "bindbee-5", world=world)
    assert fresh["secret"] != "k"
    keys = document(url, "webhooks", "subscription", "bindbee-5", world=world)["keys"]
    assert keys[-1] == fresh
    assert keys[-2]["expires_at"] == fresh["begins_at"]
    lines(url, "unsubscribe", "bindbee-5", world=world)
    assert told(url, "webhooks", "subscription", "bindbee-5", world=world)[0] == 1


def test_a_run_tells_what_is_over_and_what_is_open(served: tuple[SandboxApp, str], world: str) -> None:
    sandbox, url = served
    sandbox.worlds.create(world)
    answers = iter([500, 202, 202])

    def answer(handler: Any) -> None:
        handler.rfile.read(int(handler.headers["Content-Length"]))
        handler.send_response(next(answers))
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    with receiver(answer) as hooks:
        lines(url, "subscribe", "smartrecruiters", "--to", f"{hooks}/in", "--event", CREATED, world=world)
        hire(sandbox, world, "Ada")
        assert lines(url, "run", world=world)[-1] == "open: 1; --advance lets time pass until they are over"
        ended = lines(url, "run", "--advance", world=world)
        assert ended[1].split()[3:6] == ["smartrecruiters-2", "delivered", "2"]
        again = document(url, "webhooks", "redeliver", "1", world=world)
    assert (again["of"], again["state"]) == (1, "delivered")


def test_what_goes_well_again_and_again_is_told_in_one_line(served: tuple[SandboxApp, str], world: str) -> None:
    sandbox, url = served
    sandbox.worlds.create(world)

    lines(url, "subscribe", "smartrecruiters", "--to", "http://127.0.0.1:9/in", "--event", CREATED, world=world)
    hire(sandbox, world, "Ada")

    ended = lines(url, "run", "--advance", world=world)

    (lost,) = [line for line in ended if CREATED in line]
    assert "11 attempts failed" in lost
    delivered = [one for one in sandbox.worlds[world].webhooks.deliveries(subscription="bindbee-1") if one.accepted]
    synced = [one for one in delivered if one.event == "connector_synced"]
    assert sum(line.split()[2:4] == ["connector_synced", "bindbee-1"] for line in ended) == 3
    assert f"and {len(synced) - 3} more: connector_synced to bindbee-1, delivered at once" in ended


def test_an_address_by_another_name_is_told_what_there_is(served: tuple[SandboxApp, str], world: str) -> None:
    answer = Client(served[0]).post("/_sandbox/webhooks/subscriptions", json={"vendor": "bindbee", "to": "http://x/"})

    (detail,) = answer.json["details"]
    assert (answer.status_code, detail["field"]) == (400, "to")
    assert detail["problem"] == "is unknown; there are vendor, url, events, name, secret, scope, every"


def test_examinations_and_drills_are_told_in_lines(served: tuple[SandboxApp, str], world: str) -> None:
    sandbox, url = served
    sandbox.worlds.create(world)
    lines(url, "subscribe", "smartrecruiters", "--event", CREATED, world=world)
    hire(sandbox, world, "Ada")

    why = lines(url, "why", world=world)
    assert why[0] == "#1 candidate.created to smartrecruiters-2: delivered"
    assert why[1] == "  led to by #1 POST /smartrecruiters/candidates -> 201"
    hooks = sandbox.worlds[world].webhooks
    assert str(hooks.why(1)).splitlines() == why
    created = next(line for line in why if line.startswith("    created_at: "))
    assert created.startswith("    created_at: None -> 2026-03-02T09:00:00.")
    assert not [line for line in why if line.endswith("None -> []")]
    clinic = lines(url, "clinic", world=world)
    assert clinic[0].startswith("away: nobody receives what goes to https:")
    assert str(hooks.clinic(1)).splitlines() == clinic
    assert lines(url, "handshake", "late", world=world)[0].startswith("late: 424 ")
    away = lines(url, "outage", "bindbee-1", "--minutes", "1500", world=world)
    assert away[0].startswith("bindbee-1 was away from 2026-03-02T09:00:00.")
    assert away[0].endswith(" lost")
    assert away[1].split()[:3] == ["DELIVERY", "EVENT", "AT"]
    lines(url, "race", "smartrecruiters-2", "before_answer", world=world)
    assert lines(url, "disturbances", world=world)[1].split()[1] == "before_answer"


def test_disturbances_are_listed_and_taken_back(served: tuple[SandboxApp, str], world: str) -> None:
    sandbox, url = served
    sandbox.worlds.create(world)

    lines(url, "disturb", "delay", "--seconds", "90", "--always", world=world)
    lines(url, "disturb", "drop", "--times", "3", world=world)
    listed = lines(url, "disturbances", world=world)
    assert listed[1].split()[:6] == ["1", "delay", "-", "-", "-", "90"]
    assert listed[2].split()[:5] == ["2", "drop", "-", "-", "3"]
    lines(url, "calm", "1", world=world)
    assert len(lines(url, "disturbances", world=world)) == 2
    lines(url, "calm", world=world)
    assert len(lines(url, "disturbances", world=world)) == 1
    code, _, complaint = told(url, "webhooks", "disturb", "dorp", world=world)
    assert (code, "did you mean drop?" in complaint) == (1, True)


def test_what_is_held_is_said_once_time_has_passed(served: tuple[SandboxApp, str], world: str) -> None:
    sandbox, url = served
    sandbox.worlds.create(world)
    document(url, "webhooks", "subscribe", "smartrecruiters", "--event", CREATED, world=world)
    lines(url, "disturb", "reorder", world=world)
    hire(sandbox, world, "Ada")

    last = lines(url, "run", "--advance", world=world)[-1]

    assert last.startswith(f"held: #1 {CREATED} to smartrecruiters-2: ")
    assert "it waits for 1 more" in last
    assert last.endswith("`webhooks release 1` lets it go")
