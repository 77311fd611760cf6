"""Languages: the codes that job ads and labels may be in, and the fewer ones that users may prefer."""

from collections.abc import Mapping
from pathlib import Path

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import QuerySchema, shape_of
from ats_sandbox.vendors.smartrecruiters.documents import input_of

_LINES = [line.split("|") for line in Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines()]

LANGUAGES = {code: (label, native) for code, label, native, _ in _LINES}
"""Label and native label by code."""
USER_LANGUAGES = tuple(code for code, _, _, users in _LINES if users)


Language = shape_of("Language", code=fields.Text(required=True), label=fields.Text(), labelNative=fields.Text())
# As an answer gave it: the names are taken and not looked at.
input_of(Language, "LabelledLanguageInput", "code! label labelNative")


FORMER_CODES = {"iw": "he"}
"""Codes that ads may be written with, and are not shown with."""


def ad_language(code: str) -> str:
    """The code of the language of an ad, which may be named by a former one."""
    return FORMER_CODES.get(code, code)


LANGUAGE_CODES = (*(code for code in LANGUAGES if code not in ("he", "th")), "iw", "pt-PT")
"""What labels can be asked for and translated in: not quite the languages of ads. Nothing is labelled in pt-PT."""
DEFAULT = "en"
"""The language of labels that have no translation."""


class Wanted(fields.Text):
    """A language, or several in the words of HTTP; of one that there is not, the labels are in another.

    The documents tell that these `codes` are known, or none.
    """

    def __init__(self, codes: tuple[str, ...] = ()) -> None:
        super().__init__(data_key="Accept-Language")
        self.codes = codes

    @property
    def form(self) -> Mapping[str, object]:
        return {**super().form, "x-known-values": self.codes or None, "default": DEFAULT}


class LanguageHeader(QuerySchema):
    """In which language labels are wanted."""

    accept_language = Wanted(LANGUAGE_CODES)


def read_language(call: AnyCall) -> None:
    """Gate: take note of the language that is wanted."""
    _ = call.header


def label_in(call: AnyCall, label: str, translations: Mapping[str, str]) -> str:
    """A label in the language that a call prefers of those that it is translated to."""
    for code in call.request.accept_languages.values():
        if code in translations:
            return translations[code]
        if code == DEFAULT:
            break
    return label


def language(code: str) -> Document:
    """A language as it is answered; a code that SmartRecruiters does not list counts as English."""
    known = code if code in LANGUAGES else "en"
    label, native = LANGUAGES[known]
    return {"code": known, "label": label, "labelNative": native}
