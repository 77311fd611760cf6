"""Texts that break integrations, for the world of edge cases."""

LONG_TEXT = "\n\n".join(
    f"{number}. The candidate said a great deal about this point, and all of it was written down."
    for number in range(400)
)
"""About 34 kB."""

ODD_TITLES = (
    "Développeur·euse C++ / C# (H/F) – “senior”",
    "مهندس برمجيات",
    "ソフトウェアエンジニア",
    "Chef de projet « Été » 🚀",
    "Engineer <Platform> & Co.",
    "Sales; DROP TABLE jobs;--",
    "A",
    "Vice President of " + "Very " * 30 + "Long Titles",
    "O'Reilly's \"Quoted\" Manager\\Lead",
    "100 % remote: R&D",
)

ODD_TAGS = ("🚀", "c#", "C#", "très bien", "עברית", "a,b", "50%", "x" * 120, "<tag>", "O'Neil")

ODD_NOTES = (
    LONG_TEXT,
    "",
    "Line one\nLine two\r\nLine three\tand a tab",
    "<p>Not <b>HTML</b></p>",
    "مرحبا، هذا ملاحظة من اليمين إلى اليسار.",
    "👩‍💻👍🏽🇫🇷",
    '{"json": ["in", "a", "note"]}',
    "   ",
)

ODD_ADDRESS = "12½, Rue de l'Œuf — 2ᵉ étage (chez «Ötzi»)"
