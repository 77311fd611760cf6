"""Faults that are over while they hold an answer back, in process."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep
from typing import Any

import pytest
from werkzeug.test import Client

from ats_sandbox.app import SandboxApp


@pytest.mark.parametrize(
    "fault", [{"kind": "delay", "seconds": 60.0}, {"kind": "drip", "rate": 1}], ids=lambda one: one["kind"]
)
def test_an_answer_goes_when_its_fault_is_over(sandbox: SandboxApp, world_name: str, fault: dict[str, Any]) -> None:
    faults = sandbox.worlds[world_name].faults
    standing = faults.add(vendor="skailer", **fault)
    with ThreadPoolExecutor(1) as pool:
        client = Client(sandbox)
        headers = {"Authorization": "Bearer sandbox-admin"}
        answer = pool.submit(client.get, f"/w/{world_name}/skailer/api/v1/sources/all", headers=headers)
        while standing.hits < 1:
            sleep(0.01)
        faults.clear()

        assert answer.result(20).status_code == 200
        assert answer.result().json
