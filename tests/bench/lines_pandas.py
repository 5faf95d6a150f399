#!/usr/bin/python3
"""The sums of lines.c's file in pandas, exact: amounts are read as floats, which give back their cents, and added as
integers. Of the forms tried (texts or categories, each float_precision, decimals) this is the fastest.

usage: lines_pandas.py FILE
"""

import sys

import pandas

KEYS = {"ANO_EJE": "int16", "SECTOR": "category", "SECTOR_NOMBRE": "category"}
AMOUNTS = {"MONTO_PIA": "pia", "MONTO_PIM": "pim", "MONTO_DEVENGADO": "devengado"}


def printed(cents):
    return f"{'-' * (cents < 0)}{abs(cents) // 100}.{abs(cents) % 100:02}"


def main():
    types = KEYS | dict.fromkeys(AMOUNTS, "float64")
    lines = pandas.read_csv(sys.argv[1], usecols=list(types), dtype=types)
    for name in AMOUNTS:
        lines[name] = (lines[name] * 100).round().astype("int64")
    sums = lines.groupby(list(KEYS), sort=False, observed=True)[list(AMOUNTS)].sum().applymap(printed)
    sums.rename(columns=AMOUNTS).rename_axis(["year", "code", "name"]).to_csv(sys.stdout)


main()
