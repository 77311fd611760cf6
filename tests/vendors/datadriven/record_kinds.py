"""Two kinds of records with one set of manners: most tests hold for both."""

from dataclasses import dataclass
from typing import Any

from tests.client import VendorClient

STEP = {
    "recorded_at": "2023-10-01T00:00:00Z",
    "job_offer_reference": "REF123",
    "candidate_ats_id": "CAND123",
    "step": "Interview",
    "application_ats_id": "APP123",
}
STEP_OPTIONAL = {
    "job_offer_reference_2": "R2",
    "job_offer_reference_3": "R3",
    "job_offer_title": "Backend developer",
    "candidate_creation_date": "2023-09-01",
    "candidate_mail": "jane.doe@example.com",
    "candidate_phone": "+33 1 99 00 12 34",
    "source": "Career site",
    "step_ats_id": "S4",
    "subsidiary": "Acme Lyon",
    "subsidiary_ats_id": "LYON",
}
STEP_ORDER = [
    "id",
    "recorded_at",
    "job_offer_reference",
    "job_offer_reference_2",
    "job_offer_reference_3",
    "job_offer_title",
    "candidate_creation_date",
    "candidate_mail",
    "candidate_phone",
    "candidate_ats_id",
    "source",
    "step",
    "step_ats_id",
    "application_ats_id",
    "subsidiary",
    "subsidiary_ats_id",
]
OFFER = {"publication_at": "2023-10-01T00:00:00Z", "title": "Backend developer", "reference": "REF123"}
OFFER_OPTIONAL = {
    "reference_2": "R2",
    "reference_3": "R3",
    "subsidiary": "Acme Lyon",
    "subsidiary_ats_id": "LYON",
    "description": "Écrire du code",
    "attributes": [{"name": "contract", "value": "permanent"}, {"name": "contract", "value": "full time"}],
}
OFFER_ORDER = [
    "id",
    "publication_at",
    "title",
    "reference",
    "reference_2",
    "reference_3",
    "subsidiary",
    "subsidiary_ats_id",
    "description",
    "attributes",
]


@dataclass(frozen=True)
class Kind:
    """One kind of record: its collection, its name in messages, and bodies to send."""

    path: str
    name: str
    required: dict[str, Any]
    optional: dict[str, Any]
    order: list[str]
    dates: tuple[str, ...]
    filters: tuple[str, ...]

    @property
    def full(self) -> dict[str, Any]:
        """A body with every property."""
        return {**self.required, **self.optional}

    @property
    def empty(self) -> dict[str, Any]:
        """The optional properties of a record made from the required ones alone."""
        return {name: [] if name == "attributes" else None for name in self.optional}

    def stored(self, number: int, body: dict[str, Any]) -> dict[str, Any]:
        """The record that a body becomes."""
        return {"id": number, **self.empty, **body}

    def create(self, client: VendorClient, **body: Any) -> dict[str, Any]:
        """A new record."""
        answer = client.post(self.path, json={**self.required, **body})
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json["data"][0]
        return made

    def read(self, client: VendorClient, number: int) -> dict[str, Any]:
        """The record as it is now."""
        answer = client.get(f"{self.path}/{number}")
        assert answer.status_code == 200, answer.text
        assert answer.json["message"] == f"{self.name} retrieved"
        (found,) = answer.json["data"]
        record: dict[str, Any] = found
        return record


STEPS = Kind(
    path="/v3/ats/application-steps",
    name="Application step",
    required=STEP,
    optional=STEP_OPTIONAL,
    order=STEP_ORDER,
    dates=("recorded_at", "candidate_creation_date"),
    filters=("job_offer_reference", "candidate_ats_id", "application_ats_id", "step"),
)
OFFERS = Kind(
    path="/v3/ats/job-offers",
    name="Job offer",
    required=OFFER,
    optional=OFFER_OPTIONAL,
    order=OFFER_ORDER,
    dates=("publication_at",),
    filters=("reference", "subsidiary_ats_id"),
)
