"""Languages: the codes that job ads and labels may be in, and the fewer ones that users may prefer."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.schema import QuerySchema, ResponseSchema

_LIST = """
af|Afrikaans|Afrikaans
am|Amharic|አማርኛ
ar|Arabic|العربية
az|Azerbaijani|Azərbaycan
bg|Bulgarian|български
bn|Bengali|বাংলা
ca|Catalan|Català
cs|Czech|Čeština
cy|Welsh|Cymraeg
da|Danish|Dansk
de|German|Deutsch
el|Greek|Ελληνικά
en|English|English (US)
en-GB|English - English (UK)|English (UK)
es|Spanish|Español
es-MX|Spanish (Mexico)|Español (México)
et|Estonian|Eesti
eu|Basque|Euskara
fa|Persian|فارسی
fi|Finnish|Suomi
fil|Filipino|Filipino
fr|French|Français
fr-CA|French (Canada)|Français (Canada)
ga|Irish|Gaeilge
gl|Galician|Galego
gu|Gujarati|ગુજરાતી
he|Hebrew|עברית
hi|Hindi|हिन्दी
hr|Croatian|Hrvatski
hu|Hungarian|Magyar
hy|Armenian|Հայերեն
id|Indonesian|Bahasa Indonesia
is|Icelandic|Íslenska
it|Italian|Italiano
ja|Japanese|日本語
ka|Georgian|ქართული
km|Khmer|ខ្មែរ
kn|Kannada|ಕನ್ನಡ
ko|Korean|한국어
lo|Lao|ລາວ
lt|Lithuanian|Lietuvių
lv|Latvian|Latviešu
ml|Malayalam|മലയാളം
mn|Mongolian|Монгол
mr|Marathi|मराठी
ms|Malay|Bahasa Melayu
ne|Nepali|नेपाली
nl|Dutch|Nederlands
no|Norwegian|Norsk
pl|Polish|Polski
pt|Portuguese|Português
pt-BR|Portuguese (Brazil)|Português (Brasil)
ro|Romanian|Română
ru|Russian|Русский
si|Sinhala|සිංහල
sk|Slovak|Slovenčina
sl|Slovenian|Slovenščina
sr|Serbian|Српски
sv|Swedish|Svenska
sw|Swahili|Kiswahili
ta|Tamil|தமிழ்
te|Telugu|తెలుగు
th|Thai|ไทย
tr|Turkish|Türkçe
uk|Ukrainian|Українська
ur|Urdu|اردو
vi|Vietnamese|Tiếng Việt
zh-CN|Chinese (Simplified)|中文 (简体)
zh-TW|Chinese (Traditional)|中文 (繁體)
zu|Zulu|isiZulu
"""
_ENTRIES = [line.split("|") for line in _LIST.strip().splitlines()]

LANGUAGES = {code: (label, native) for code, label, native in _ENTRIES}
"""Label and native label by code."""

_USER_LIST = """
bg cs da de el en es es-MX fi fr fr-CA hr hu id it ja ka lt nl no pl pt pt-BR ro ru sk sl sr sv th tr uk vi zh-CN zh-TW
"""
USER_LANGUAGES = tuple(_USER_LIST.split())


class Language(ResponseSchema):
    """A language with its names."""

    code = fields.Text(required=True)
    label = fields.Text()
    labelNative = fields.Text()


class LanguageHeader(QuerySchema):
    """In which language labels are wanted. The company keeps its labels in one language, so that is what comes."""

    accept_language = fields.Text(data_key="Accept-Language")


def hear_language(call: Call) -> None:
    """Gate: take note of the language that is wanted. Labels come in the one that there is, whichever it was."""
    _ = call.header


def language(code: str) -> dict[str, str]:
    """A language as it is answered; a code that SmartRecruiters does not list counts as English."""
    known = code if code in LANGUAGES else "en"
    label, native = LANGUAGES[known]
    return {"code": known, "label": label, "labelNative": native}
