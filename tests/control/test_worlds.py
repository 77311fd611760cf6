"""Worlds side by side: created, forked, reset, deleted; none sees another."""

from collections.abc import Callable
from threading import Event, Thread

import pytest
from werkzeug.test import Client

from ats_sandbox.app import SandboxApp
from ats_sandbox.control.errors import BadRequest, Full, Stays, Taken, Unknown
from ats_sandbox.control.worlds import blueprints
from ats_sandbox.control.worlds.blueprints import Blueprint, Blueprints, built
from ats_sandbox.control.worlds.worlds import Worlds
from ats_sandbox.world.domain.commands.candidates import register
from ats_sandbox.world.store.state import State
from tests.client import VendorClient
from tests.control.digest import digest

Elsewhere = Callable[[str], str]


def hire_a_stranger(client: VendorClient, world: str | None = None) -> None:
    """Write to a world through a vendor's API."""
    headers = {} if world is None else {"X-Sandbox-World": world}
    path = "/unified/ats/candidates"
    told = {**client.vendor.auth.present("sandbox-admin"), **headers}
    address = f"/w/{world or client.name}/stackone{path}"
    answer = Client(client.sandbox).post(address, json={"name": "Ada Novak"}, headers=told)
    assert answer.status_code == 201, answer.text


def names(tester: VendorClient) -> list[str]:
    return [one["name"] for one in tester.get("/worlds").json]


def test_the_default_world_is_listed_first_and_others_once_they_are_used(
    tester: VendorClient, sandbox: SandboxApp, world_name: str
) -> None:
    listed = names(tester)

    assert listed[0] == "default"
    assert world_name in listed
    assert listed[1:] == sorted(listed[1:])
    assert len(listed) == len(sandbox.worlds)


def test_a_world_of_another_recipe_and_seed_is_what_a_sandbox_started_so_holds(
    tester: VendorClient, sandbox: SandboxApp, elsewhere: Elsewhere
) -> None:
    name = elsewhere("small")

    answer = tester.post("/worlds", json={"name": name, "recipe": "edge", "seed": 7, "candidates": 40})

    assert answer.status_code == 201
    assert answer.json == {
        "name": name,
        "recipe": "edge",
        "seed": 7,
        "candidates": 40,
        "now": "2026-03-02T09:00:00.000Z",
        "clock": "frozen",
        "limits": "count",
        "snapshots": 0,
    }
    assert tester.get(f"/worlds/{name}").json == answer.json
    assert digest(sandbox.worlds[name].world.state) == digest(SandboxApp("edge", 7, 40).world.state)


def test_a_recipe_is_founded_once_for_all_worlds_of_it(sandbox: SandboxApp, elsewhere: Elsewhere) -> None:
    first = sandbox.worlds.create(elsewhere("first"), "edge", 3)
    second = sandbox.worlds.create(elsewhere("second"), "edge", 3)

    assert first.world.state is second.world.state


def test_only_the_last_foundings_asked_for_are_kept() -> None:
    blueprints = Blueprints(())
    first = blueprints.state(Blueprint("empty", 1))
    for seed in range(2, Blueprints.MOST + 1):
        blueprints.state(Blueprint("empty", seed))
    assert blueprints.state(Blueprint("empty", 1)) is first

    second = blueprints.state(Blueprint("empty", 2))
    for seed in range(100, 100 + Blueprints.MOST):
        blueprints.state(Blueprint("empty", seed))

    assert blueprints.state(Blueprint("empty", 2)) is not second
    assert digest(blueprints.state(Blueprint("empty", 2))) == digest(second)


def test_a_fork_begins_as_its_parent_is_and_goes_its_own_way(
    tester: VendorClient, stackone: VendorClient, sandbox: SandboxApp, elsewhere: Elsewhere
) -> None:
    hire_a_stranger(stackone)
    parent = sandbox.worlds[stackone.name]
    before, fork = parent.world.state, elsewhere("fork")

    tester.post("/worlds", json={"name": fork, "from": stackone.name})
    hire_a_stranger(stackone, fork)
    hire_a_stranger(stackone, fork)

    assert parent.world.state is before
    assert len(parent.world.read().candidates) == 251
    assert len(sandbox.worlds[fork].world.read().candidates) == 253
    assert tester.post(f"/worlds/{fork}/reset").status_code == 200
    assert sandbox.worlds[fork].world.state is before


def test_a_fork_takes_the_modes_of_clock_and_limits_along(sandbox: SandboxApp, elsewhere: Elsewhere) -> None:
    parent = sandbox.worlds[elsewhere("parent")]
    parent.meter.enforced = True
    parent.world.advance(5_000)

    fork = sandbox.worlds.fork(elsewhere("fork"), parent.world.name)

    assert fork.meter.enforced
    assert (fork.world.mode, fork.world.now) == (parent.world.mode, parent.world.now)


def test_a_fork_of_a_snapshot_begins_as_the_world_was_then(
    tester: VendorClient, stackone: VendorClient, sandbox: SandboxApp, elsewhere: Elsewhere
) -> None:
    tester.post("/snapshots", json={"name": "before"})
    before, fork = tester.world.state, elsewhere("fork")
    hire_a_stranger(stackone)

    answer = tester.post("/worlds", json={"name": fork, "from": tester.name, "snapshot": "before"})

    assert answer.status_code == 201
    assert sandbox.worlds[fork].world.state is before


def test_a_reset_world_answers_as_on_its_first_day(
    tester: VendorClient, stackone: VendorClient, bindbee: VendorClient
) -> None:
    """State, instant, rate windows, idempotency keys and what was synced: all as they were."""

    def day() -> list[bytes]:
        heard = [stackone.post("/unified/ats/candidates", json={"name": "Ada"}) for _ in range(2)]
        heard.append(bindbee.get("/api/ats/v1/candidates", query_string={"page_size": 2}))
        tester.post("/clock/advance", json={"duration": "P2D"})
        heard.append(bindbee.get("/api/ats/v1/candidates", query_string={"page_size": 2}))
        heard.append(stackone.get("/unified/ats/candidates", query_string={"page_size": "2"}))
        return [answer.data + str(sorted(answer.headers)).encode() for answer in heard]

    first = day()

    tester.post(f"/worlds/{tester.name}/reset")

    assert day() == first


def test_a_reset_keeps_settings_snapshots_and_tokens(tester: VendorClient, skailer: VendorClient) -> None:
    token = tester.post("/tokens", json={"vendor": "skailer"}).json["token"]
    tester.post("/snapshots", json={"name": "kept"})
    tester.patch("/limits", json={"mode": "enforce"})
    tester.patch("/clock", json={"mode": "running"})

    row = tester.post(f"/worlds/{tester.name}/reset").json

    assert (row["clock"], row["limits"], row["snapshots"]) == ("running", "enforce", 1)
    assert skailer.post("/api/v1/jobs/search", json={}, token=token).status_code == 200


def test_a_reset_world_of_running_time_begins_at_its_first_instant_again(tester: VendorClient) -> None:
    tester.patch("/clock", json={"mode": "running"})
    tester.post("/clock/advance", json={"duration": "P30D"})

    row = tester.post(f"/worlds/{tester.name}/reset").json

    assert row["now"].startswith("2026-03-02T09:0")


def test_a_deleted_world_begins_anew_when_it_is_used_again(
    tester: VendorClient, stackone: VendorClient, sandbox: SandboxApp, elsewhere: Elsewhere
) -> None:
    name = elsewhere("brief")
    hire_a_stranger(stackone, name)
    assert name in names(tester)

    assert tester.delete(f"/worlds/{name}").status_code == 204

    assert name not in names(tester)
    assert tester.get(f"/worlds/{name}").status_code == 404
    assert len(sandbox.worlds[name].world.read().candidates) == 250


def test_the_default_world_can_be_reset_and_not_deleted(tester: VendorClient, sandbox: SandboxApp) -> None:
    before = sandbox.world.base
    with sandbox.world.transaction() as draft:
        register(draft, first_name="Ada", last_name="Novak")

    refused = tester.delete("/worlds/default")
    reset = tester.post("/worlds/default/reset")

    assert (refused.status_code, refused.json["error"]) == (
        409,
        "the default world cannot be deleted; reset it instead",
    )
    assert reset.status_code == 200
    assert sandbox.world.state.tables == before.tables
    with pytest.raises(Stays):
        sandbox.worlds.drop("default")


@pytest.mark.parametrize("path", ["/worlds/nobody", "/worlds/nobody/reset"])
def test_a_world_that_is_not_in_use_is_not_found_and_does_not_come_to_be(tester: VendorClient, path: str) -> None:
    answer = tester.get(path) if path.endswith("nobody") else tester.post(path)

    assert answer.status_code == 404
    assert answer.json["error"].startswith("there is no world 'nobody'; there are: default")
    assert "nobody" not in names(tester)


def test_a_name_is_given_once(tester: VendorClient, sandbox: SandboxApp, elsewhere: Elsewhere) -> None:
    name = elsewhere("once")
    assert tester.post("/worlds", json={"name": name}).status_code == 201

    for body in ({"name": name}, {"name": name, "from": "default"}, {"name": "default"}):
        refused = tester.post("/worlds", json=body)

        assert refused.status_code == 409
        assert "exists already; delete it first" in refused.json["error"]
    with pytest.raises(Taken):
        sandbox.worlds.create(name)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, "name"),
        ({"name": 7}, "name"),
        ({"name": None}, "name"),
        ({"name": "x" * 65}, "name"),
        ({"name": "a b"}, "the name of a world is"),
        ({"name": "../etc"}, "the name of a world is"),
        ({"name": ".hidden"}, "the name of a world is"),
        ({"name": "café"}, "the name of a world is"),
        ({"name": "a\u0000b"}, "the name of a world is"),
        ({"name": "new\n"}, "the name of a world is"),
        ({"name": "new", "recipe": "moon"}, "demo, edge, empty, large"),
        ({"name": "new", "seed": -1}, "below 0"),
        ({"name": "new", "seed": 2**63}, "seed"),
        ({"name": "new", "seed": "1"}, "seed"),
        ({"name": "new", "candidates": 0}, "below 1"),
        ({"name": "new", "candidates": 100_001}, "above 100000"),
        ({"name": "new", "recipe": "empty", "candidates": 5}, "has no candidates to multiply"),
        ({"name": "new", "from": "default", "seed": 5}, "does not go with `from`"),
        ({"name": "new", "snapshot": "x", "recipe": "demo"}, "does not go with `from`"),
        ({"name": "new", "receipe": "demo"}, "receipe"),
    ],
    ids=str,
)
def test_a_world_that_cannot_be_is_refused_with_the_reason(tester: VendorClient, body: object, said: str) -> None:
    refused = tester.post("/worlds", json=body)

    assert refused.status_code == 400
    assert said in refused.text
    assert not {"new", "../etc", ".hidden"} & set(names(tester))


@pytest.mark.parametrize("body", [{"from": "nobody"}, {"snapshot": "nobody"}])
def test_what_is_not_there_cannot_be_forked(tester: VendorClient, body: dict[str, str]) -> None:
    refused = tester.post("/worlds", json={"name": "new", **body})

    assert refused.status_code == 404
    assert "there is no" in refused.json["error"]
    assert "new" not in names(tester)


def test_too_many_worlds_are_refused_by_every_way_to_make_one(monkeypatch: pytest.MonkeyPatch) -> None:
    sandbox = SandboxApp("empty")
    client = Client(sandbox)
    monkeypatch.setattr(Worlds, "MOST", 3)
    for name in ("a", "b"):
        assert client.get(f"/w/{name}/_sandbox/clock").status_code == 200
    assert client.post("/_sandbox/worlds", json={"name": "c"}).status_code == 422, "the default world counts"

    by_address = client.get("/w/c/skailer/api/v1/users")
    by_header = client.get("/_sandbox/clock", headers={"X-Sandbox-World": "c"})

    assert (by_address.status_code, by_header.status_code) == (422, 422)
    assert by_address.json == {"error": "worlds: 3 are the most that are kept; delete some"}
    assert [one["name"] for one in client.get("/_sandbox/worlds").json] == ["default", "a", "b"]
    client.delete("/_sandbox/worlds/a")
    assert client.post("/_sandbox/worlds", json={"name": "c"}).status_code == 201


def test_worlds_are_handled_from_python(sandbox: SandboxApp, elsewhere: Elsewhere) -> None:
    made = sandbox.worlds.create(elsewhere("made"), "empty", 5)
    fork = sandbox.worlds.fork(elsewhere("fork"), made.world.name)
    with fork.world.transaction() as draft:
        register(draft, first_name="Ada", last_name="Novak")

    assert (made.blueprint.recipe, made.world.seed, len(made.world.read().candidates)) == ("empty", 5, 0)
    assert len(fork.world.read().candidates) == 1
    fork.reset()
    assert fork.world.state is made.world.state
    assert sandbox.worlds.drop(fork.world.name)
    assert not sandbox.worlds.drop(fork.world.name)
    assert sandbox.worlds.get(fork.world.name) is None
    with pytest.raises(Unknown, match="there is no world"):
        sandbox.worlds.named(fork.world.name)
    with pytest.raises(BadRequest, match="1 to 64 letters"):
        sandbox.worlds.create("no name")
    with pytest.raises(BadRequest, match="there is no recipe"):
        sandbox.worlds.create(elsewhere("moon"), "moon")


def test_a_full_sandbox_says_so_in_python(monkeypatch: pytest.MonkeyPatch) -> None:
    sandbox = SandboxApp("empty")
    monkeypatch.setattr(Worlds, "MOST", 1)
    assert sandbox.world.name == "default"

    with pytest.raises(Full, match="1 are the most"):
        sandbox.worlds["another"]


def test_founding_one_world_holds_up_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Blueprints(())
    first = kept.state(Blueprint("empty", 1))
    begun, done = Event(), Event()

    def slow(recipe: str, seed: int, candidates: int | None, vendors: object) -> State:
        begun.set()
        assert done.wait(30)
        return built(recipe, seed, candidates, ())

    monkeypatch.setattr(blueprints, "built", slow)
    found: list[State] = []
    founders = [Thread(target=lambda: found.append(kept.state(Blueprint("empty", 2)))) for _ in range(3)]
    for founder in founders:
        founder.start()
    assert begun.wait(30)

    assert kept.state(Blueprint("empty", 1)) is first
    assert kept.fingerprint(Blueprint("empty", 1))

    done.set()
    for founder in founders:
        founder.join(30)
    assert [state is found[0] for state in found] == [True, True, True]


def test_large_worlds_are_founded_one_after_the_other_and_small_ones_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    """Foundings side by side compute against each other, and against whoever asks a vendor."""
    kept, release = Blueprints(()), Event()
    small = kept.state(Blueprint("empty", 1))
    inside: list[int] = []
    together: list[int] = []

    def build(recipe: str, seed: int, candidates: int | None, vendors: object) -> State:
        if candidates == blueprints.LARGE:
            inside.append(seed)
            together.append(len(inside))
            assert release.wait(10)
            inside.remove(seed)
        return small

    monkeypatch.setattr(blueprints, "built", build)
    large = [
        Thread(target=kept.state, args=(Blueprint("demo", seed, blueprints.LARGE),), daemon=True) for seed in (1, 2)
    ]
    for founder in large:
        founder.start()
    kept.state(Blueprint("demo", 3, blueprints.LARGE - 1))
    release.set()
    for founder in large:
        founder.join()

    assert together == [1, 1]
