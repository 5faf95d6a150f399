"""A page as a tree, read strictly: what a browser would mend is an error here."""

from html.parser import HTMLParser

VOID = {"meta", "link", "br", "hr", "img", "input", "col", "base", "source", "area", "embed", "track", "wbr"}
SVG_EMPTY = {"path", "rect", "circle"}
RAW = {"style", "script"}


class Element:
    def __init__(self, tag, attributes, parent):
        self.tag, self.attributes, self.parent = tag, attributes, parent
        self.children = []  # elements and texts

    def get(self, name, default=None):
        return self.attributes.get(name, default)

    def elements(self, *tags):
        """All below it, in order; of these tags if any are given."""
        for child in self.children:
            if isinstance(child, Element):
                if not tags or child.tag in tags:
                    yield child
                yield from child.elements(*tags)

    def text(self):
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

    def has_class(self, name):
        return name in self.get("class", "").split()

    def above(self):
        element = self.parent
        while element is not None:
            yield element
            element = element.parent


class Page(HTMLParser):
    """`root` is the html element; `problems` says what is not well-formed."""

    def __init__(self, text):
        super().__init__(convert_charrefs=False)
        self.problems = []
        self.root = None
        self.open = []
        self.feed(text)
        self.close()
        if self.open:
            self.problems.append(f"never closed: {[element.tag for element in self.open]}")

    def where(self):
        return "line {}, column {}".format(*self.getpos())

    def handle_decl(self, decl):
        if decl.lower() != "doctype html":
            self.problems.append(f"<!{decl}>")

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        if len(set(names)) != len(names):
            self.problems.append(f"{self.where()}: an attribute twice in <{tag}>")
        element = Element(tag, {name: value or "" for name, value in attrs}, self.open[-1] if self.open else None)
        if self.open:
            self.open[-1].children.append(element)
        elif self.root is None:
            self.root = element
        else:
            self.problems.append(f"{self.where()}: <{tag}> outside of the page")
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in SVG_EMPTY:
            self.problems.append(f"{self.where()}: <{tag}/>")
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open[-1].tag != tag:
            self.problems.append(f"{self.where()}: </{tag}> where {[element.tag for element in self.open[-3:]]} are open")
        else:
            self.open.pop()

    def add_text(self, text):
        if self.open:
            self.open[-1].children.append(text)
        elif text.strip():
            self.problems.append(f"{self.where()}: text outside of the page")

    def handle_data(self, data):
        if not (self.open and self.open[-1].tag in RAW) and any(mark in data for mark in "<>&"):
            self.problems.append(f"{self.where()}: a bare mark in {data[:60]!r}")
        if any((ord(c) < 32 and c not in "\n\t") or 127 <= ord(c) < 160 for c in data):
            self.problems.append(f"{self.where()}: a control character in {data[:60]!r}")
        self.add_text(data)

    def handle_entityref(self, name):
        known = {"amp": "&", "lt": "<", "gt": ">", "quot": '"'}
        if name not in known:
            self.problems.append(f"{self.where()}: &{name};")
        self.add_text(known.get(name, ""))

    def handle_charref(self, name):
        if name != "39":
            self.problems.append(f"{self.where()}: &#{name};")
        self.add_text("'")

    def handle_comment(self, data):
        self.problems.append(f"{self.where()}: a comment: {data[:60]!r}")

    def handle_pi(self, data):
        self.problems.append(f"{self.where()}: <?{data[:60]}>")

    def unknown_decl(self, data):
        self.problems.append(f"{self.where()}: <![{data[:60]}")
