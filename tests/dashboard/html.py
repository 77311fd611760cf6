"""Pages as tests read them: elements with their attributes and texts, and forms that can be filled in and sent."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "hr", "img", "input", "link", "meta"}


@dataclass
class Element:
    """An element. Attributes without a value are ""."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Element | str]" = field(default_factory=list)

    @property
    def text(self) -> str:
        """What a reader sees in it, with single blanks."""
        return " ".join("".join(one if isinstance(one, str) else f" {one.text} " for one in self.children).split())

    @property
    def inside(self) -> "list[Element]":
        """Every element within it, in the order of the page."""
        return [found for child in self.children if isinstance(child, Element) for found in (child, *child.inside)]

    def all(self, name: str, **attributes: str) -> "list[Element]":
        """The elements of a name with these attributes; `class_` is for `class`, one of its words suffices."""
        return [one for one in self.inside if one.name == name and one.has(attributes)]

    def one(self, name: str, **attributes: str) -> "Element":
        """The only such element."""
        (found,) = self.all(name, **attributes)
        return found

    def has(self, attributes: dict[str, str]) -> bool:
        mine = self.attributes
        return all(
            value in mine.get("class", "").split() if name == "class_" else mine.get(name.replace("_", "-")) == value
            for name, value in attributes.items()
        )

    @property
    def rows(self) -> list[list[str]]:
        """The texts of a table's cells, row by row, without those of its head."""
        body = self.all("tbody")
        return [
            [cell.text for cell in row.children if isinstance(cell, Element)] for part in body for row in part.all("tr")
        ]

    @property
    def fields(self) -> dict[str, str]:
        """What a browser would send of a form that nobody has touched, without its buttons."""
        found: dict[str, str] = {}
        for one in self.inside:
            name, own = one.attributes.get("name"), one.attributes
            if name is None or "disabled" in own:
                continue
            if one.name == "input" and (own.get("type") not in ("radio", "checkbox", "file") or "checked" in own):
                found[name] = own.get("value", "")
            elif one.name == "textarea":
                found[name] = "".join(part for part in one.children if isinstance(part, str))
            elif one.name == "select":
                options = one.all("option")
                chosen = next((option for option in options if "selected" in option.attributes), None)
                chosen = chosen or next(iter(options), None)
                if chosen is not None:
                    found[name] = chosen.attributes.get("value", chosen.text)
        return found


class Reader(HTMLParser):
    """Builds the elements of a page, and fails where one is not closed in its place."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("page")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        assert len(element.attributes) == len(attrs), f"<{tag}> has an attribute twice: {attrs}"
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].name == tag, f"</{tag}> ends <{self.open[-1].name}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read(text: str) -> Element:
    """A page."""
    reader = Reader()
    reader.feed(text)
    reader.close()
    assert [one.name for one in reader.open] == ["page"]
    return reader.open[0]
