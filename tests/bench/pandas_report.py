#!/usr/bin/python3
"""The workbook as an analyst would make it today: PyYAML, pandas and XlsxWriter, the same tables as values.

It reads the study of peru-trafficking and computes the main tables that `veedor report` makes of it, with charts of
them; it explains nothing, and looks for no cause.

usage: pandas_report.py STUDY.yaml OUT.xlsx
"""

import re
import sys

import numpy as np
import pandas as pd
import yaml

STAGES = ["allocated", "modified", "implemented"]


def text(value, language="en"):
    return value.get(language) or next(iter(value.values())) if isinstance(value, dict) else value or ""


class Study:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.raw = yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        self.missing = set(self.raw.get("missing", {}))
        self.grouping = self.raw.get("numbers", {}).get("grouping", [])
        self.stages = {stage: stage for stage in STAGES}
        self.stages.update({name: stage["is"] for name, stage in self.raw.get("stages", {}).items()})
        self.institutions = pd.DataFrame(self.raw.get("institutions", []))
        self.institutions["label"] = [
            row.get("short") or text(row.get("name")) or row.get("as_printed") or row["id"]
            for row in self.raw["institutions"]
        ]
        self.groups = {group["id"]: self.members(group) for group in self.raw.get("groups", [])}
        self.ids = self.labels()
        self.headline = self.headline_scope()
        self.read_tables()

    def members(self, group):
        rule = group["members"]
        if isinstance(rule, list):
            return set(rule)
        chosen = pd.Series(True, index=self.institutions.index)
        for key, values in rule.items():
            chosen &= self.institutions[key].isin(values if isinstance(values, list) else [values])
        return set(self.institutions.loc[chosen, "id"])

    def labels(self):
        """Every way to write an institution or a group, and its id."""
        ids = {}
        for row in [*self.raw.get("groups", []), *self.raw["institutions"]]:
            names = [row["id"], row.get("short"), row.get("as_printed")]
            name = row.get("name")
            names += name.values() if isinstance(name, dict) else [name]
            ids.update({name: row["id"] for name in names if name})
        return ids

    def headline_scope(self):
        everyone = set(self.institutions["id"])
        headline = self.raw.get("scope", {}).get("headline", {})
        if "only" in headline:
            everyone &= set(headline["only"])
        return everyone - set(headline.get("except", []))

    def amount(self, cell, footnotes=()):
        """@return (the amount or NaN, the missing code or "")"""
        if isinstance(cell, dict):
            cell = cell.get("read", cell.get("about", cell.get("printed")))
        if isinstance(cell, (int, float)):
            return float(cell), ""
        for mark in footnotes:
            cell = cell.removesuffix(mark).strip()
        if cell in self.missing:
            return np.nan, cell
        for mark in self.grouping:
            cell = cell.replace(mark, "")
        return float(re.sub(r"^S/\.?\s*", "", cell)), ""

    def rows(self, table):
        if isinstance(table["rows"], str):
            return [re.split(r"\s*[\t|]\s*", line.strip()) for line in table["rows"].splitlines() if line.strip()]
        return table["rows"]

    def read_tables(self):
        cells, budget = [], {}
        for table in self.raw["tables"]:
            columns = [str(column).split() for column in table["columns"]]
            for row in self.rows(table):
                for (name, *year), cell in zip(columns[1:], row[1:]):
                    stage = self.stages.get(name)
                    if stage is None and name != "general_budget":
                        continue  # the report's own arithmetic
                    value, code = self.amount(cell, table.get("footnotes", {}))
                    if columns[0] == ["year"]:
                        if name == "general_budget":
                            budget[int(row[0])] = value
                        else:
                            cells.append(("", "total", stage, int(row[0]), value, code, table["id"]))
                        continue
                    who = self.ids.get(row[0])
                    cells.append((who or "", "row" if who else "total", stage, int(year[0]), value, code, table["id"]))
        names = ["id", "kind", "stage", "year", "amount", "code", "table"]
        frame = pd.DataFrame(cells, columns=names)
        self.budget = pd.Series(budget, dtype=float)
        self.printed_totals = self.first(frame[frame["kind"] == "total"], ["stage", "year"])
        rows = frame[frame["kind"] == "row"]
        is_group = rows["id"].isin(self.groups)
        self.data = self.first(rows[~is_group], ["id", "stage", "year"])
        self.group_rows = self.first(rows[is_group], ["id", "stage", "year"])

    @staticmethod
    def first(frame, keys):
        """The first table stands."""
        return frame.drop_duplicates(keys).set_index(keys).sort_index()

    @property
    def years(self):
        return sorted(self.raw["years"])

    def deflator(self):
        prices = self.raw.get("series", {}).get("prices")
        if not prices:
            return pd.Series(dtype=float)
        change = pd.Series(prices["annual_percent"], dtype=float).sort_index()
        index = (1 + change / 100).cumprod()
        return index[prices["base"]] / index


def wide(study):
    """A row per institution, a column per stage and year."""
    table = study.data["amount"].unstack(["stage", "year"])
    table = table.reindex(study.institutions["id"])
    return table.sort_index(axis=1)


def amounts(table, stage, year):
    return table[(stage, year)] if (stage, year) in table.columns else pd.Series(np.nan, index=table.index)


def total(study, table, stage, year):
    inside = amounts(table, stage, year)[lambda column: column.index.isin(study.headline)]
    if inside.notna().any():
        return inside.sum()
    printed = study.printed_totals["amount"]
    return printed.get((stage, year), np.nan)


def matched_rate(study, table, year, basis):
    both = pd.DataFrame({stage: amounts(table, stage, year) for stage in ("allocated", "implemented")})
    both = both[both.index.isin(study.headline)]
    if basis == "rows":
        for group, members in study.groups.items():
            inside = both.index.isin(members)
            together = both[inside].sum(min_count=1).rename(group)
            both = pd.concat([both[~inside], together.to_frame().T])
    both = both.dropna()
    return 100 * both["implemented"].sum() / both["allocated"].sum() if len(both) else np.nan


def coverage(study, table, stage, year):
    inside = study.data.reset_index()
    inside = inside[(inside["stage"] == stage) & (inside["year"] == year) & inside["id"].isin(study.headline)]
    meaning = {code: entry["means"] for code, entry in study.raw.get("missing", {}).items()}
    means = inside["code"].map(meaning)
    given = int(inside["amount"].notna().sum())
    expected = len(study.headline) - int((means == "not_applicable").sum())
    return given, given + int((means == "no_budget_line").sum()), expected


def general_budget(study, table):
    rows = []
    for year in study.years:
        row = {
            "Year": year,
            "Phase": study.raw["years"][year].get("phase"),
            "General Budget": study.budget.get(year, np.nan),
        }
        for stage in STAGES:
            row[stage.title()] = total(study, table, stage, year)
        row["Matched rate by institution"] = matched_rate(study, table, year, "institutions")
        row["Matched rate by printed row"] = matched_rate(study, table, year, "rows")
        for stage in ("allocated", "implemented"):
            names = ("gave an amount", "answered", "expected")
            for name, value in zip(names, coverage(study, table, stage, year)):
                row[f"{stage.title()}: {name}"] = value
        row["Notes"] = "; ".join(notes_of(study, year))
        rows.append(row)
    result = pd.DataFrame(rows)
    result.insert(6, "Share of General Budget", 100 * result["Allocated"] / result["General Budget"])
    result.insert(7, "Implementation rate", 100 * result["Implemented"] / result["Allocated"])
    result["Change in allocated"] = result["Allocated"].diff()
    result["Change in allocated, relative"] = 100 * result["Allocated"].pct_change(fill_method=None)
    result["Allocated in real terms"] = result["Allocated"] * result["Year"].map(study.deflator())
    return result


def notes_of(study, year):
    entry = study.raw["years"][year]
    if entry.get("phase") == "bill":
        yield "bill, not law"
    if "implemented_through" in entry:
        yield f"implemented only through {entry['implemented_through']}"
    if "note" in entry:
        yield text(study.raw["notes"][entry["note"]])


def institutions(study, table):
    long = table.stack("year", dropna=False).reset_index()
    long = long[long["year"].isin({year for _, year in table.columns})]
    result = study.institutions[["id", "label", "level"]].merge(long, on="id")
    result["in_scope"] = np.where(result["id"].isin(study.headline), "yes", "no")
    codes = study.data["code"].unstack("stage").reset_index()
    result = result.merge(codes, on=["id", "year"], how="left", suffixes=("", "_status"))
    if {"allocated", "implemented"} <= set(result.columns):
        result["rate"] = 100 * result["implemented"] / result["allocated"]
        result["change"] = result.groupby("id")["allocated"].diff()
        result["change_percent"] = 100 * result.groupby("id")["allocated"].pct_change(fill_method=None)
    return result


def population_series(study):
    for name, series in study.raw.get("series", {}).items():
        if "values" in series:
            yield name, series


def regions(study, table):
    if "region" not in study.institutions:
        return pd.DataFrame()
    long = table.stack("year", dropna=False).reset_index().merge(study.institutions[["id", "region"]], on="id")
    long = long[long["id"].isin(study.headline)].dropna(subset=["region"])
    stages = [stage for stage in STAGES if stage in long]
    result = long.groupby(["region", "year"])[stages].sum(min_count=1).reset_index()
    result.insert(1, "name", result["region"].map({code: text(name) for code, name in study.raw["regions"].items()}))
    if {"allocated", "implemented"} <= set(stages):
        result["rate"] = 100 * result["implemented"] / result["allocated"]
    for name, series in population_series(study):
        if series.get("by") == "region":
            values = pd.DataFrame(series["values"]).stack().rename(name)
            result = result.merge(values, left_on=["region", "year"], right_index=True, how="left")
            for stage in stages:
                result[f"{stage} per {name}"] = result[stage] / result[name]
    return result


def per_capita(study, table):
    deflator, rows = study.deflator(), []
    by_region = regions(study, table)
    for name, series in population_series(study):
        values = series["values"]
        for year in study.years:
            for stage in STAGES:
                if series.get("by") == "region":
                    for _, row in by_region[by_region["year"] == year].iterrows() if len(by_region) else ():
                        population = (values.get(year) or {}).get(row["region"], np.nan)
                        rows.append((row["region"], year, stage, row.get(stage, np.nan), population, name))
                else:
                    amount = total(study, table, stage, year)
                    rows.append(("national", year, stage, amount, values.get(year, np.nan), name))
    names = ["scope", "year", "stage", "amount", "population", "population_series"]
    result = pd.DataFrame(rows, columns=names).dropna(subset=["amount", "population"])
    result["per_capita"] = result["amount"] / result["population"]
    result["per_capita_real"] = result["per_capita"] * result["year"].map(deflator)
    return result


def summary(budget):
    latest = budget.dropna(subset=["Allocated"]).iloc[-1]
    rows = [(name, latest[name]) for name in budget.columns if name != "Notes"]
    return pd.DataFrame(rows, columns=["Measure", "Value"])


def year_pairs(table, stage):
    years = sorted(year for each, year in table.columns if each == stage)
    return list(zip(years, years[1:]))


def by_printed_row(study, frame):
    """Members of a group in one row"""
    for group, members in study.groups.items():
        inside = frame.index.isin(members)
        together = frame[inside].sum(min_count=1).rename(group)
        frame = pd.concat([frame[~inside], together.to_frame().T])
    return frame


def comparable_and_bridge(study, table):
    totals, lines = [], []
    for stage in STAGES:
        for earlier, later in year_pairs(table, stage):
            pair = pd.DataFrame({"earlier": amounts(table, stage, earlier), "later": amounts(table, stage, later)})
            pair = pair[pair.index.isin(study.headline)]
            for basis, frame in (("institutions", pair), ("rows", by_printed_row(study, pair))):
                frame = frame.dropna(how="all")
                if frame["earlier"].isna().all() or frame["later"].isna().all():
                    continue
                both = frame.dropna()
                exits, entrants = frame[frame["later"].isna()], frame[frame["earlier"].isna()]
                change = both["later"].sum() - both["earlier"].sum()
                totals.append((
                    basis, stage, earlier, later, frame["earlier"].sum(), frame["later"].sum(),
                    100 * (frame["later"].sum() / frame["earlier"].sum() - 1), exits["earlier"].sum(),
                    entrants["later"].sum(), both["earlier"].sum(), both["later"].sum(), change,
                    100 * change / both["earlier"].sum(), len(both), len(exits), len(entrants),
                ))
                effects = (frame["later"].fillna(0) - frame["earlier"].fillna(0)).sort_values(key=abs, ascending=False)
                running = frame["earlier"].sum() + effects.cumsum()
                for name, effect in effects.items():
                    kind = "exit" if name in exits.index else "entrant" if name in entrants.index else "continuing"
                    row = frame.loc[name]
                    lines.append((basis, stage, earlier, later, name, kind, *row, effect, running[name]))
    names = ["Basis", "Stage", "From", "To"]
    return (
        pd.DataFrame(totals, columns=[
            *names, "From total", "To total", "Change %", "Exits", "Entrants", "Continuing, earlier",
            "Continuing, later", "Comparable change", "Comparable change %", "How many", "Exits: how many",
            "Entrants: how many",
        ]),
        pd.DataFrame(lines, columns=[*names, "Part", "Kind", "Earlier", "Later", "Effect", "Running total"]),
    )


def trends(study, table, per_person):
    """A line through the years of each series, and its points"""
    series = {}
    for stage in STAGES:
        whole = pd.Series({year: total(study, table, stage, year) for year in study.years})
        series["total", stage] = whole
        series["real", stage] = whole * study.deflator().reindex(whole.index)
        series["share", stage] = 100 * whole / study.budget.reindex(whole.index)
    for (scope, name, stage), rows in per_person.groupby(["scope", "population_series", "stage"]):
        series[f"per {name}, {scope}", stage] = rows.set_index("year")["per_capita"]
    left_out = {year for year in study.years if study.raw["years"][year].get("phase") == "bill"}
    fits, points = [], []
    for (name, stage), values in series.items():
        values = values.dropna()
        for year, value in values.items():
            points.append((name, stage, year, "no" if year in left_out else "yes", value, np.log(value)))
        values = values[~values.index.isin(left_out)]
        if len(values) < 3:
            continue
        x, y = values.index.to_numpy(dtype=float), values.to_numpy(dtype=float)
        slope, base = np.polyfit(x, y, 1)
        rest = y - (slope * x + base)
        r_squared = 1 - (rest**2).sum() / ((y - y.mean()) ** 2).sum()
        error = np.sqrt((rest**2).sum() / (len(x) - 2))
        pairs = [(y[j] - y[i]) / (x[j] - x[i]) for i in range(len(x)) for j in range(i + 1, len(x))]
        growth = (y[-1] / y[0]) ** (1 / (x[-1] - x[0])) - 1
        fits.append((name, stage, x[0], x[-1], len(x), slope, r_squared, error, 100 * growth, np.median(pairs)))
    return (
        pd.DataFrame(fits, columns=[
            "Series", "Stage", "From", "To", "Years used", "Slope", "R²", "Error", "Growth %", "Theil–Sen",
        ]),
        pd.DataFrame(points, columns=["Series", "Stage", "Year", "Used", "Value", "Logarithm"]),
    )


def distribution(study, table):
    rows = []
    for stage, year in table.columns:
        values = amounts(table, stage, year)[lambda column: column.index.isin(study.headline)].dropna().sort_values()
        if len(values) < 2 or not values.sum():
            continue
        shares = values / values.sum()
        ranks = np.arange(1, len(values) + 1)
        gini = 2 * (ranks * values).sum() / (len(values) * values.sum()) - (len(values) + 1) / len(values)
        rows.append((
            stage, year, len(values), values.sum(), values.index[-1],
            *(100 * shares.iloc[-top:].sum() for top in (1, 3, 5)), (shares**2).sum(), gini,
        ))
    return pd.DataFrame(rows, columns=[
        "Stage", "Year", "Institutions", "Total", "Largest", "Largest %", "Three %", "Five %", "HHI", "Gini",
    ])


def credibility(study, table):
    rows, heads = [], []
    for year in sorted({year for _, year in table.columns}):
        both = pd.DataFrame({stage: amounts(table, stage, year) for stage in ("allocated", "implemented")})
        both = both[both.index.isin(study.headline)].dropna()
        if len(both) < 2:
            continue
        outturn = both["implemented"].sum() / both["allocated"].sum()
        adjusted = both["allocated"] * outturn
        deviations = (both["implemented"] - adjusted).abs()
        rows.append((year, 100 * outturn, 100 * deviations.sum() / adjusted.sum(), len(both)))
        heads += [(year, name, *both.loc[name], adjusted[name], deviations[name]) for name in both.index]
    names = ["Year", "Head", "Approved", "Actual", "Adjusted", "Deviation"]
    return pd.DataFrame(rows, columns=["Year", "PI-1", "PI-2.1", "Heads"]), pd.DataFrame(heads, columns=names)


def checks(study):
    """Printed rates and shares against the amounts beside them"""
    rows = []
    for table in study.raw["tables"]:
        columns = [str(column) for column in table["columns"]]
        for row in study.rows(table):
            cells = dict(zip(columns, row))
            for name in columns:
                kind, _, year = name.partition(" ")
                part, base = {
                    "rate": (f"implemented {year}", f"allocated {year}"), "share": ("allocated", "general_budget"),
                }.get(kind, ("", ""))
                printed = str(cells.get(name, ""))
                if not part or not printed.endswith("%"):
                    continue
                above, below = (study.amount(cells[each], table.get("footnotes", {}))[0] for each in (part, base))
                computed = 100 * above / below
                digits = len(printed.rstrip("%").partition(".")[2])
                fits = round(computed, digits) == float(printed.rstrip("%"))
                rows.append((f"{table['id']}/{row[0]}/{name}", printed, computed, "fits" if fits else "does not"))
    return pd.DataFrame(rows, columns=["Printed figure", "Printed", "Computed", "Verdict"])


def claims(study):
    def number(value):
        is_number = isinstance(value, (str, int, float)) and re.match("[-0-9]", str(value))
        return study.amount(value)[0] if is_number else np.nan

    rows = []
    for claim in study.raw.get("claims", []):
        parts = claim.get("of")
        of = sum(number(part) for part in parts) if isinstance(parts, list) else number(parts)
        to, start = number(claim.get("to")), number(claim.get("from"))
        computed = {
            "sum": of, "percent": 100 * of / to, "ratio": of / to, "one_in": to / of if of else np.nan,
            "difference": to - start, "change_percent": 100 * (to / start - 1),
        }.get(claim["measure"], np.nan)
        rows.append((claim["id"], text(claim["title"]), claim["source"].get("ref"), str(claim["printed"]), computed))
    return pd.DataFrame(rows, columns=["Claim", "What is claimed", "Source", "Printed", "Computed"])


def data_sheet(study, table):
    codes = study.data["code"].unstack(["stage", "year"]).reindex(table.index).reindex(columns=table.columns)
    result = table.astype(object).where(table.notna(), codes)
    result.columns = [f"{stage.title()} {year}" for stage, year in result.columns]
    totals = study.printed_totals["amount"].unstack("stage")
    budget = pd.DataFrame({"General Budget": study.budget}).join(totals, how="outer").reset_index(names="Year")
    return study.institutions[["id", "label"]].merge(result, on="id"), budget


def assumptions(study):
    rows = []
    for name, series in study.raw.get("series", {}).items():
        source = text(study.raw["sources"].get(series["source"]["ref"], {}).get("title"))
        for year, value in (series.get("values") or series.get("annual_percent") or {}).items():
            for region, number in value.items() if isinstance(value, dict) else [("", value)]:
                rows.append((name, region, year, number, source))
    return pd.DataFrame(rows, columns=["Series", "Region", "Year", "Value", "Source"])


def notes_and_sources(study):
    rows = [("note", key, text(note)) for key, note in study.raw.get("notes", {}).items()]
    rows += [("source", key, text(source.get("title"))) for key, source in study.raw.get("sources", {}).items()]
    return pd.DataFrame(rows, columns=["Kind", "Name", "Text"])


def add_chart(book, on, place, kind, title, frame, name, category, values, axes):
    """A chart of columns of a sheet, as they were written"""
    chart = book.add_chart(kind)
    columns = list(frame.columns)
    for value in values:
        chart.add_series({
            "name": [name, HEAD, columns.index(value)],
            "categories": [name, HEAD + 1, columns.index(category), HEAD + len(frame), columns.index(category)],
            "values": [name, HEAD + 1, columns.index(value), HEAD + len(frame), columns.index(value)],
        })
    chart.set_title({"name": title})
    chart.set_x_axis({"name": axes[0]})
    chart.set_y_axis({"name": axes[1]})
    on.insert_chart(*place, chart, {"description": title, "x_scale": 1.4, "y_scale": 1.4})


HEAD = 2


def write(study, path):
    table = wide(study)
    budget = general_budget(study, table)
    data, totals = data_sheet(study, table)
    raw = study.raw
    about = [("Title", text(raw["title"])), ("Currency", raw["currency"]), ("About", text(raw.get("description")))]
    per_person = per_capita(study, table)
    comparable, bridge = comparable_and_bridge(study, table)
    fits, points = trends(study, table, per_person)
    indicators, heads = credibility(study, table)
    spread = distribution(study, table)
    sheets = {
        "About": pd.DataFrame(about, columns=["Item", "Text"]),
        "Claims": claims(study),
        "Summary": summary(budget),
        "General Budget": budget,
        "Institutions": institutions(study, table),
        "Regions": regions(study, table),
        "Comparable": comparable,
        "Bridge": bridge,
        "Per capita": per_person,
        "Trend": fits,
        "Trend points": points,
        "Distribution": spread,
        "Credibility": indicators,
        "Credibility heads": heads,
        "Checks": checks(study),
        "Data": data,
        "Totals": totals,
        "Assumptions": assumptions(study),
        "Notes and sources": notes_and_sources(study),
    }
    with pd.ExcelWriter(path, engine="xlsxwriter") as writer:
        bold = writer.book.add_format({"bold": True})
        money = writer.book.add_format({"num_format": "#,##0.00"})
        for name, frame in sheets.items():
            frame.to_excel(writer, sheet_name=name, startrow=HEAD, index=False)
            sheet = writer.sheets[name]
            sheet.write(0, 0, name, bold)
            sheet.set_column(0, max(len(frame.columns) - 1, 0), 18, money)
            sheet.freeze_panes(HEAD + 1, 1)
            sheet.set_landscape()
            sheet.fit_to_pages(1, 0)
        on = writer.book.add_worksheet("Charts")
        column, line, stacked = {"type": "column"}, {"type": "line"}, {"type": "column", "subtype": "stacked"}
        for place, kind, title, name, category, values, unit in (
            ((0, 0), column, "Share of the General Budget", "General Budget", "Year", ["Share of General Budget"], "%"),
            ((0, 12), column, "By year", "General Budget", "Year", ["Allocated", "Implemented"], "PEN"),
            ((25, 0), {"type": "bar"}, "By institution", "Institutions", "label", ["allocated", "implemented"], "PEN"),
            ((25, 12), stacked, "Bridge", "Bridge", "Part", ["Running total", "Effect"], "PEN"),
            ((50, 0), column, "Per person", "Per capita", "year", ["per_capita"], "PEN"),
            ((50, 12), line, "Trend", "Trend points", "Year", ["Value"], "PEN"),
            ((75, 0), column, "Concentration", "Distribution", "Year", ["Largest %", "Three %", "Five %"], "%"),
        ):
            add_chart(writer.book, on, place, kind, title, sheets[name], name, category, values, (category, unit))


def main():
    write(Study(sys.argv[1]), sys.argv[2])


main()
