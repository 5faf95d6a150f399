#!/usr/bin/python3
"""The workbook as an analyst would make it today: PyYAML, pandas and XlsxWriter, the same tables as values.

It reads the study of peru-trafficking and computes what `veedor report` computes for it, but checks nothing.

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


def write(study, path):
    table = wide(study)
    budget = general_budget(study, table)
    data, totals = data_sheet(study, table)
    raw = study.raw
    about = [("Title", text(raw["title"])), ("Currency", raw["currency"]), ("About", text(raw.get("description")))]
    sheets = {
        "About": pd.DataFrame(about, columns=["Item", "Text"]),
        "Summary": summary(budget),
        "General Budget": budget,
        "Institutions": institutions(study, table),
        "Regions": regions(study, table),
        "Per capita": per_capita(study, table),
        "Data": data,
        "Totals": totals,
        "Assumptions": assumptions(study),
        "Notes and sources": notes_and_sources(study),
    }
    with pd.ExcelWriter(path, engine="xlsxwriter") as writer:
        bold = writer.book.add_format({"bold": True})
        money = writer.book.add_format({"num_format": "#,##0.00"})
        for name, frame in sheets.items():
            frame.to_excel(writer, sheet_name=name, startrow=2, index=False)
            sheet = writer.sheets[name]
            sheet.write(0, 0, name, bold)
            sheet.set_column(0, max(len(frame.columns) - 1, 0), 18, money)
            sheet.freeze_panes(3, 1)
            sheet.set_landscape()
            sheet.fit_to_pages(1, 0)


def main():
    write(Study(sys.argv[1]), sys.argv[2])


main()
