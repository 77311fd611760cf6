"""Languages: the codes that job ads and labels may be in, and the fewer ones that users may prefer."""

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


class LanguageHeader(QuerySchema):
    """In which language labels are wanted. The company keeps its labels in one language, so that is what comes."""

    accept_language = fields.Text(data_key="Accept-Language")


def read_language(call: AnyCall) -> None:
    """Gate: take note of the language that is wanted. Labels come in the one that there is, whichever it was."""
    _ = call.header


def language(code: str) -> Document:
    """A language as it is answered; a code that SmartRecruiters does not list counts as English."""
    known = code if code in LANGUAGES else "en"
    label, native = LANGUAGES[known]
    return {"code": known, "label": label, "labelNative": native}
