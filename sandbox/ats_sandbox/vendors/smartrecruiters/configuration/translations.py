"""Labels of job properties and their values in other languages, and patches of both."""

from dataclasses import dataclass
from typing import Any, TypeVar

from werkzeug import Request

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import Batch, Describe, JsonSchema, OneOrMany, json_value, load
from ats_sandbox.contract.json_patch import Patch
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.refusal import Invalid, Rule, Violation
from ats_sandbox.contract.schema import Members, RequestSchema, request_of
from ats_sandbox.vendors.smartrecruiters import errors
from ats_sandbox.vendors.smartrecruiters.call import AnyCall
from ats_sandbox.vendors.smartrecruiters.configuration.state import JobProperty, JobPropertyValue
from ats_sandbox.vendors.smartrecruiters.languages import DEFAULT, LANGUAGE_CODES, label_in

T = TypeVar("T", JobProperty, JobPropertyValue)
LONGEST = 200
"""Characters of a label."""


class Label(fields.Text):
    """A label; which blank ones are refused is for operations to say."""

    def __init__(self, **options: Any) -> None:
        super().__init__(most=LONGEST, **options)

    @property
    def form(self) -> dict[str, object]:
        return {**super().form, "minLength": 1}


LabelTranslation = request_of(
    "LabelTranslation",
    label=fields.Text(least=1, most=LONGEST, required=True),
    language=fields.Choice(LANGUAGE_CODES, required=True),
)


@dataclass(frozen=True)
class LabelTranslations(OneOrMany):
    """An array of translations."""

    schema: type[RequestSchema] = LabelTranslation
    most: int = 1_000

    def read(self, request: Request) -> Batch:
        if not isinstance(json_value(request, self.required), list):
            raise Invalid(Violation(Rule.TYPE, expected="array"))
        return super().read(request)

    def content(self, describe: Describe) -> JsonSchema:
        array = {"type": "array", "items": describe(self.schema), "minItems": 1, "maxItems": self.most}
        return {"application/json": {"schema": array}}


def label_of(record: JobProperty | JobPropertyValue, call: AnyCall) -> str:
    """The label of a property or a value in the language that is wanted."""
    return label_in(call, record.label, record.translations)


def by_language(given: list[Members]) -> dict[str, str]:
    """Labels by language; each language occurs once."""
    labels = {one["language"]: one["label"] for one in given}
    if len(labels) < len(given):
        raise errors.TranslationTwice
    return labels


def translated(record: T, labels: dict[str, str]) -> Members:
    """What becomes of the labels of a record when these are added; in the usual language it is the label itself."""
    others = {language: label for language, label in labels.items() if language != DEFAULT}
    return {"label": labels.get(DEFAULT, record.label), "translations": {**record.translations, **others}}


def patched(patch: Patch, shown: Document, schema: type[RequestSchema]) -> Members:
    """What a patch makes of the members that a schema reads; it must leave the others as they are shown."""
    try:
        document = patch.apply(shown)
        members = load(schema, document)
    except Invalid as invalid:
        raise errors.JsonPatchInvalid(invalid.violations) from None
    fixed = (shown.keys() | document.keys()) - members.keys()
    if any(document.get(name) != shown.get(name) for name in fixed):
        raise errors.JsonPatchInvalid
    return members
