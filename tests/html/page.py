#!/usr/bin/python3
"""The report as a page: well-formed, complete, with the figures of the tables; nothing in a study gets out of its text.

usage: page.py VEEDOR SAMPLES
"""

import json
import re
import sys
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))

from harness import ROOT, Tap, arguments, environment, run, samples, workspace  # noqa: E402
from markup import Page  # noqa: E402

LANGUAGES = ("en", "es")
EVERY_MEASURE = ROOT / "tests/workbook/every-measure.yaml"
FROM_DATA = ROOT / "tests/workbook/from-data/study.yaml"
HOSTILE = Path(__file__).with_name("hostile.yaml")
OPEN_ROWS, ROWS_MOST = 40, 300
# Columns that only programs need are left out of the page, and a list of findings has them in its own form.
FOR_PROGRAMS = {"line", "cause", "unit", "part_unit", "base_unit", "source", "follows_from", "otherwise", "arithmetic"}
NOT_A_TABLE = {"findings", "chart-data"}


def report(veedor, study, output, *options, **how):
    outcome = run([veedor, "report", study, "-o", output, *options], **how)
    if outcome.status != 0:
        raise RuntimeError(outcome)
    return Path(output)


# Form


def well_formed(page):
    yield from page.problems
    ids = Counter(element.get("id") for element in page.root.elements() if "id" in element.attributes)
    yield from (f"the id {name} stands {count} times" for name, count in ids.items() if count > 1)
    yield from (f"an id with a blank: {name!r}" for name in ids if not name or re.search(r"\s", name))
    for element in page.root.elements():
        for attribute in ("aria-labelledby", "aria-describedby"):
            for name in element.get(attribute, "").split():
                if name not in ids:
                    yield f"{attribute} of <{element.tag}> names {name}, which is nowhere"
        target = element.get("href", "")
        if target.startswith("#") and target[1:] not in ids:
            yield f"a link to {target}, which is nowhere"


ALLOWED_TAGS = set(
    "html head meta title style body a header h1 h2 h3 p nav ul ol li main section div table caption span thead tbody "
    "tr th td details summary dl dt dd strong cite figure figcaption footer svg desc defs pattern rect circle path text".split()
)


def self_contained(page):
    """Nothing is fetched and nothing runs."""
    for element in page.root.elements():
        if element.tag not in ALLOWED_TAGS:
            yield f"<{element.tag}>"
        for name, value in element.attributes.items():
            if name.startswith("on") or name in ("src", "srcset", "action", "formaction", "ping", "background"):
                yield f"{name} of <{element.tag}>"
            if name == "href" and (element.tag != "a" or not re.match(r"#|https?://", value)):
                yield f"href={value!r} of <{element.tag}>"
            if name != "href" and re.search(r"javascript:|data:", value, re.IGNORECASE) and element.tag != "meta":
                yield f"{name}={value!r} of <{element.tag}>"
        if element.tag == "style" and re.search(r"@import|url\(", element.text()):
            yield "the style fetches something"
    policies = [meta.get("content") for meta in page.root.elements("meta") if meta.get("http-equiv") == "Content-Security-Policy"]
    if not policies or "default-src 'none'" not in policies[0] or "script-src" in policies[0]:
        yield f"content security policies: {policies}"


def readable(page, language):
    """What a screen reader goes by."""
    if page.root.get("lang") != language:
        yield f"lang is {page.root.get('lang')}, not {language}"
    titles = [element.text().strip() for element in page.root.elements("title") if element.parent.tag == "head"]
    if len(titles) != 1 or not titles[0]:
        yield f"titles: {titles}"
    if len(list(page.root.elements("h1"))) != 1:
        yield "not one h1"
    for tag in ("header", "nav", "main", "footer"):
        if len(list(page.root.elements(tag))) != 1:
            yield f"not one <{tag}>"
    body = next(page.root.elements("body"))
    first = next(body.elements())
    if first.tag != "a" or first.get("href") != "#main":
        yield "the first thing is no link to the content"
    last = 0
    for heading in page.root.elements("h1", "h2", "h3"):
        level = int(heading.tag[1])
        if level > last + 1:
            yield f"h{level} after h{last}: {heading.text()}"
        last = level
    contents = [(link.get("href")[1:], link.text()) for link in next(page.root.elements("nav")).elements("a")]
    sections = [(heading.get("id"), heading.text()) for heading in page.root.elements("h2")]
    if contents != sections:
        yield f"the contents are {contents}, the sections {sections}"
    for svg in page.root.elements("svg"):
        children = [child.tag for child in svg.elements()][:2]
        if svg.get("role") != "img" or children != ["title", "desc"] or not all(c.text().strip() for c in list(svg.elements())[:2]):
            yield "a drawing without role, title and description"
    for table in page.root.elements("table"):
        yield from readable_table(table)


def readable_table(table):
    name = table.parent.get("aria-labelledby")
    if table.parent.get("role") != "region" or table.parent.get("tabindex") != "0" or not name:
        yield "a table outside of a labelled region that can be moved by key"
    captions = list(table.elements("caption"))
    if len(captions) != 1 or not captions[0].text().strip():
        yield f"{name}: no caption"
    head = next(table.elements("thead"))
    headings = list(head.elements("th"))
    if any(heading.get("scope") != "col" for heading in headings) or len({h.text() for h in headings}) != len(headings):
        yield f"{name}: headings {[heading.text() for heading in headings]}"
    for row in (row for body in table.elements("tbody") for row in body.elements("tr")):
        cells = list(row.elements("th", "td"))
        if len(cells) == 1 and cells[0].get("scope") == "rowgroup" and cells[0].get("colspan") == str(len(headings)):
            continue
        if len(cells) != len(headings):
            yield f"{name}: {len(cells)} cells under {len(headings)} headings"
        if cells[0].tag != "th" or any(cell.get("scope") != "row" for cell in cells if cell.tag == "th"):
            yield f"{name}: a row that begins with no row heading"
        for heading, cell in zip(headings, cells):
            if heading.has_class("n") != cell.has_class("n"):
                yield f"{name}: {heading.text()}: {cell.text()!r} is not aligned as its heading"


# Figures


def rows_of(page, caption_id):
    """The cells of a table by heading: a list of dicts, or None."""
    for table in page.root.elements("table"):
        if table.parent.get("aria-labelledby") == caption_id:
            headings = [heading.text() for heading in next(table.elements("thead")).elements("th")]
            return [
                dict(zip(headings, (cell.text() for cell in row.elements("th", "td"))))
                for row in next(table.elements("tbody")).elements("tr")
            ]
    return None


def heading_of(column, currency):
    unit = column["unit"]
    behind = {"percent": " (%)", "share": " (%)", currency: f" ({currency})"}.get(unit, "")
    return column["label"] + behind


def same_figure(number, text):
    """A number of the JSON file, and what is shown: rounded to the digits shown."""
    plain = text.replace(",", "").replace("%", "")
    if re.fullmatch(r"<0\.0*1", plain):
        return 0 <= Decimal(number) < Decimal(plain[1:])
    if not re.fullmatch(r"-?\d+(\.\d+)?", plain):
        return False
    shown = Decimal(plain)
    return Decimal(number).quantize(shown, ROUND_HALF_UP) == shown


def same_figures(page, tables, language, codes):
    """Every row and column of every table."""
    currency = tables["currency"]["code"]
    figures = 0
    for name, table in tables["tables"].items():
        if name in NOT_A_TABLE or not table["rows"]:
            continue
        main = rows_of(page, f"{name}-table")
        more = [rows_of(page, f"{name}-more-{part}") for part in range(1, 9)]
        if main is None or len(main) != min(len(table["rows"]), ROWS_MOST):
            yield f"{name}: {len(table['rows'])} rows, on the page {main and len(main)}"
            continue
        for column in table["columns"]:
            heading = heading_of(column, currency)
            shown = next((rows for rows in (main, *more) if rows and heading in rows[0]), None)
            if shown is None:
                if column["key"] not in FOR_PROGRAMS:
                    yield f"{name}: no column {heading!r} ({column['key']})"
                continue
            for expected, actual in zip(table["rows"], shown):
                value, text = expected[column["key"]], actual[heading]
                if value is None:
                    good = text in codes or text in ("[x]", "[z]", "")
                elif isinstance(value, str):
                    good = bool(text) == bool(value)  # a key is shown as a word
                else:
                    good = same_figure(value, text)
                    figures += 1
                if not good:
                    yield f"{name}: {column['key']}: {value!r} is shown as {text!r} in {actual}"
    if figures < 50:
        yield f"only {figures} figures were compared"


def same_findings(page, tables, language):
    rows = tables["tables"]["findings"]["rows"][:ROWS_MOST]
    lists = [element for element in page.root.elements("ol") if element.has_class("found")]
    items = list(lists[0].elements("li")) if lists else []
    if len(items) != len(rows):
        yield f"{len(rows)} findings, {len(items)} on the page"
    for row, item in zip(rows, items):
        text = item.text()
        missing = [row[key] for key in ("rule", "at", "message", "printed") if row[key] not in text]
        missing += [sentence for sentence in row["explanation"].split("; ") if sentence not in text]
        if missing:
            yield f"not in the finding {row['at']}: {missing}"
        word = next(element for element in item.elements("span") if element.has_class("word")).text()
        if language == "en" and not word.startswith(row["severity"]):
            yield f"{row['at']} is {row['severity']}, the page says {word}"


def charts_drawn(page, tables):
    """A drawing for each chart, and below it a table with the figures that it is drawn from."""
    rows = tables["tables"]["chart-data"]["rows"]
    charts = sorted({row["chart"] for row in rows})
    drawn = sorted(svg.get("aria-labelledby")[len("chart-") : -len("-title")] for svg in page.root.elements("svg"))
    if drawn != charts:
        yield f"the charts are {charts}, drawn are {drawn}"
    for chart in charts:
        shown = [text for row in rows_of(page, f"chart-{chart}-table") for text in list(row.values())[1:] if text]
        hidden = "base"  # what the steps of the bridge stand on
        figures = [row["value"] for row in rows if row["chart"] == chart and row["series"] != hidden and row["value"] is not None]
        shown = [text for text in shown if re.match(r"-?\d", text)]
        if not figures or len(shown) != len(figures) or not all(any(same_figure(f, t) for t in shown) for f in figures):
            yield f"{chart}: the table below it has not the figures of the chart: {len(shown)} for {len(figures)}"


def notes_and_sources(page, tables):
    texts = {element.get("id"): element.text() for element in page.root.elements("li") if "id" in element.attributes}
    for number, note in enumerate(tables["notes"].values(), 1):
        if texts.get(f"note-{number}") != note:
            yield f"note {number}: {texts.get(f'note-{number}')!r}, not {note!r}"
    for number, source in enumerate(tables["sources"], 1):
        text = texts.get(f"source-{number}", "")
        missing = [source[key] for key in ("id", "title", "publisher", "published", "url") if source[key] and source[key] not in text]
        if missing:
            yield f"source {number} lacks {missing}"


def data_is_named(page, tables):
    """What figures were added up from stands among the sources, with the way to its row."""
    items = {item.text().split()[0]: item for item in page.root.elements("li") if item.text().strip()}
    for number, row in enumerate(tables["tables"]["data-files"]["rows"], 1):
        item = items.get(row["data"])
        text = item.text() if item else ""
        missing = [row[key] for key in ("title", "file", "sha256") if row.get(key) and row[key] not in text]
        if missing or not any(link.get("href") == f"#data-files-{number}" for link in item.elements("a")):
            yield f"the data {row['data']} lacks {missing or 'a link'}: {text}"


def right_page(veedor, study, language, folder):
    page = Page(report(veedor, study, folder / "page.html", "--lang", language).read_text(encoding="utf-8"))
    text = report(veedor, study, folder / "all.json", "--lang", language).read_text(encoding="utf-8")
    tables = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    yield from well_formed(page)
    yield from self_contained(page)
    yield from readable(page, language)
    yield from same_figures(page, tables, language, {code or "(empty)" for code in tables["codes"]} | {"-"})
    yield from same_findings(page, tables, language)
    yield from charts_drawn(page, tables)
    yield from notes_and_sources(page, tables)
    yield from data_is_named(page, tables)


def hostile(veedor, folder):
    """Marks, quotes and code in every text of a study are shown as they are."""
    page = Page(report(veedor, HOSTILE, folder / "page.html").read_text(encoding="utf-8"))
    yield from well_formed(page)
    yield from self_contained(page)
    yield from readable(page, "en")
    shown = page.root.text()
    study = HOSTILE.read_text(encoding="utf-8")
    for evil in re.findall(r"<script>alert\((\d+)\)</script>", study):
        if f"<script>alert({evil})</script>" not in shown:
            yield f"the text of script {evil} is not shown"
    links = [element.get("href") for element in page.root.elements("a") if not element.get("href").startswith("#")]
    if links != ['https://example.org/?a=1&b="2"']:
        yield f"links to other places: {links}"


def long_tables_are_cut(veedor, folder):
    """A study of many institutions: the page says that rows are left out, and how to get them."""
    count = 150
    lines = "\n".join(f"      I{i}\t{1000 + i}.00\t{2000 + i}.00\t{3000 + i}.00" for i in range(count))
    study = folder / "many.yaml"
    study.write_text(
        "veedor: 1\ntitle: Many\ncurrency: PEN\nyears: {2015: {phase: enacted}, 2016: {phase: enacted}, 2017: {phase: enacted}}\n"
        "institutions:\n" + "".join(f"  - {{id: i{i}, short: I{i}, level: national}}\n" for i in range(count))
        + "sources:\n  s: {title: A source}\n"
        "tables:\n  - id: all\n    source: {ref: s}\n    columns: [institution, allocated 2015, allocated 2016, allocated 2017]\n"
        f"    rows: |\n{lines}\n",
        encoding="utf-8",
    )
    page = Page(report(veedor, study, folder / "page.html").read_text(encoding="utf-8"))
    yield from well_formed(page)
    rows = rows_of(page, "institutions-table")
    if len(rows) != ROWS_MOST:
        yield f"{len(rows)} rows of {3 * count}"
    if f"The first {ROWS_MOST} of {3 * count} rows." not in page.root.text():
        yield "it is not said that rows are left out"
    tables = [table for table in page.root.elements("table") if len(list(table.elements("tr"))) > OPEN_ROWS + 1]
    if not tables or not all(any(element.tag == "details" for element in table.above()) for table in tables):
        yield "a long table stands open"


def main():
    veedor, folder = arguments()
    tap = Tap()
    for study in [*samples(folder), EVERY_MEASURE, FROM_DATA]:
        for language in LANGUAGES:
            name = study.parent.name if study.name == "study.yaml" else study.stem
            with workspace() as work:
                tap.run(f"{name}, {language}", right_page, veedor, study, language, Path(work))
    with workspace() as work:
        tap.run("a hostile study", hostile, veedor, Path(work))
        tap.run("long tables are cut", long_tables_are_cut, veedor, Path(work))
    tap.finish()


if __name__ == "__main__":
    main()
