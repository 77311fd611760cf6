"""Requests that lead to events of jobs, their ads and their positions."""

from collections.abc import Iterator

from ats_sandbox.vendors.smartrecruiters import ids
from tests.client import VendorClient
from tests.vendors.smartrecruiters import ads, job_bodies, test_job_ads, test_positions
from tests.vendors.smartrecruiters.webhooks.provocation import READY, Expected, Provocation, done, expected


def _job(client: VendorClient) -> str:
    """The id of a new job."""
    id: str = done(client.post("/jobs", json=job_bodies.LEAST)).json["id"]
    return id


def created(client: VendorClient) -> Iterator[Expected]:
    yield READY
    yield expected(_job(client), also=("job.ad.created",))


def updated(client: VendorClient) -> Iterator[Expected]:
    job = _job(client)
    yield READY
    body = [{"op": "replace", "path": "/refNumber", "value": "NB-17"}]
    done(client.patch(f"/jobs/{job}", json=body, content_type="application/json-patch+json"))
    yield expected(job)


def status(client: VendorClient) -> Iterator[Expected]:
    job = _job(client)
    yield READY
    done(client.put(f"/jobs/{job}/status", json={"status": "ON_HOLD"}))
    yield expected(job)


def team(client: VendorClient) -> Iterator[Expected]:
    job, user = _job(client), ids.USER.write(client.read(), 3)
    yield READY
    done(client.post(f"/jobs/{job}/hiring-team", json={"id": user, "role": "RECRUITER"}))
    yield expected(job)


def ad(client: VendorClient) -> Iterator[Expected]:
    job = _job(client)
    yield READY
    made = done(client.post(f"/jobs/{job}/jobads", json=test_job_ads.WHOLE)).json["id"]
    yield expected(job, made)


def rewritten(client: VendorClient) -> Iterator[Expected]:
    job = _job(client)
    made = done(client.post(f"/jobs/{job}/jobads", json=test_job_ads.WHOLE)).json["id"]
    yield READY
    done(client.put(f"/jobs/{job}/jobads/{made}", json={**test_job_ads.WHOLE, "title": "Boulanger"}))
    yield expected(job, made)


def posted(client: VendorClient) -> Iterator[Expected]:
    job = _job(client)
    (made,) = client.get(f"/jobs/{job}/jobads").json
    yield READY
    done(client.post(f"/jobs/{job}/publication", json={}))
    yield expected(job, made["id"])


def posted_later(client: VendorClient) -> Iterator[Expected]:
    waiting = ads.an_ad(client, default=True, published=False)
    yield READY
    done(client.post(f"{ads.ad_path(client, waiting)}/postings", json={}))
    client.world.advance(1)
    world = client.read()
    yield expected(ids.JOB.write(world, waiting.job), ids.JOB_AD.write(world, waiting.id))


def posted_again(client: VendorClient) -> Iterator[Expected]:
    job = _job(client)
    (made,) = client.get(f"/jobs/{job}/jobads").json
    done(client.post(f"/jobs/{job}/publication", json={}))
    yield READY
    done(client.post(f"/jobs/{job}/publication", json={"aggregators": False}))
    yield expected(job, made["id"])


def taken_down(client: VendorClient) -> Iterator[Expected]:
    job = _job(client)
    (made,) = client.get(f"/jobs/{job}/jobads").json
    done(client.post(f"/jobs/{job}/publication", json={}))
    yield READY
    done(client.delete(f"/jobs/{job}/publication"))
    yield expected(job, made["id"])


def position(client: VendorClient) -> Iterator[Expected]:
    job = _job(client)
    yield READY
    made = done(client.post(f"/jobs/{job}/positions", json=test_positions.LEAST)).json["id"]
    yield expected(job, made)


def position_changed(client: VendorClient) -> Iterator[Expected]:
    job = _job(client)
    made = done(client.post(f"/jobs/{job}/positions", json=test_positions.LEAST)).json["id"]
    yield READY
    done(client.put(f"/jobs/{job}/positions/{made}", json=test_positions.WHOLE))
    yield expected(job, made)


def position_deleted(client: VendorClient) -> Iterator[Expected]:
    job = _job(client)
    made = done(client.post(f"/jobs/{job}/positions", json=test_positions.LEAST)).json["id"]
    yield READY
    done(client.delete(f"/jobs/{job}/positions/{made}"))
    yield expected(job, made)


OF_JOBS: list[tuple[str, Provocation]] = [
    ("job.created", created),
    ("job.updated", updated),
    ("job.status.updated", status),
    ("job.hiring-team.updated", team),
    ("job.ad.created", ad),
    ("job.ad.updated", rewritten),
    ("job.ad.postings.updated", posted),
    ("job.ad.postings.updated", posted_later),
    ("job.ad.postings.updated", posted_again),
    ("job.ad.postings.updated", taken_down),
    ("position.created", position),
    ("position.updated", position_changed),
    ("position.deleted", position_deleted),
]
