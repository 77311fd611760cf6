"""What starting costs: nothing of the pages, until somebody looks at one."""

import subprocess
import sys

PROGRAM = """
import sys
from werkzeug.test import Client
from ats_sandbox.app import SandboxApp

def there():
    return {name for name in ("flask", "jinja2", "ats_sandbox.dashboard") if name in sys.modules}

client = Client(SandboxApp("empty"))
assert client.get("/_sandbox/health").status_code == 200
assert client.get("/_sandbox/clock").status_code == 200
assert client.get("/smartrecruiters/jobs", headers={"X-SmartToken": "sandbox-admin"}).status_code == 200
assert not there(), there()
assert client.get("/_sandbox/ui/clock").status_code == 200
assert len(there()) == 3
"""


def test_pages_are_imported_when_the_first_is_asked_for() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
