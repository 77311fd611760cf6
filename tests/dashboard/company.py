"""A small company whose people have the names that nobody expects."""

from typing import Any

from tests.dashboard.browser import Browser

HOSTILE = "<script>alert(1)</script>\"'>{{ 7 * 7 }}"

PEOPLE = {
    "ada": {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.com"},
    "grace": {"first_name": "Grace", "last_name": "Hopper", "email": "grace@example.com"},
    "mallory": {"first_name": "Mallory", "last_name": HOSTILE, "email": "mallory@example.com"},
}


def found(browser: Browser) -> dict[str, Any]:
    """Found it; gives the ids by name and vendor."""
    document = {
        "jobs": {
            "backend": {"title": "Backend Engineer", "reference": "REF-1"},
            "secret": {"title": "Chief of Secrets", "reference": "REF-2", "confidential": True},
        },
        "candidates": PEOPLE,
        "applications": {
            "ada-backend": {"candidate": "ada", "job": "backend", "state": "interviewing"},
            "grace-backend": {"candidate": "grace", "job": "backend"},
            "mallory-backend": {"candidate": "mallory", "job": "backend"},
            "grace-secret": {"candidate": "grace", "job": "secret"},
        },
        "notes": {"long": {"candidate": "mallory", "body": HOSTILE + "x" * 5_000}},
    }
    return {one["name"]: one["ids"] for one in browser.api("POST", "/seed", json=document)}


def application_at_smartrecruiters(browser: Browser, ids: dict[str, Any], person: str, job: str) -> Any:
    """What SmartRecruiters' API says of somebody on a job."""
    path = f"/candidates/{ids[person]['smartrecruiters']}/jobs/{ids[job]['smartrecruiters']}"
    answer = browser.client.get(
        f"{browser.prefix}/smartrecruiters{path}", headers={"X-SmartToken": "sandbox-admin"}, base_url=browser.origin
    )
    assert answer.status_code == 200
    return answer.json
