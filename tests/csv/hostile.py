#!/usr/bin/python3
"""Hostile CSV gives the same rows, sums and faults at every buffer size, on every kernel and number of threads: those
of an independent reading, and of Python's csv module where that one follows RFC 4180.

usage: hostile.py ROWS [--sanitized]

With sanitizers, each file is read in fewer ways.
"""

import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import reference  # noqa: E402
from harness import Tap, run, workspace  # noqa: E402

HEAD = b"year,code,name,amount,more\n"
ASKED = {"keys": [0, 1], "names": [2], "amounts": [3]}
WHOLE = {"keys": [0], "amounts": [1]}  # of a file of two columns: who and amount
OPTION_OF_KEY = ("year", "code", "region", "level")
OPTION_OF_NAME = ("name", "region-name")
SEED = 20160630


def lines(count, form=b"%d,c%d,name of %d,%d.%02d,x\n"):
    return b"".join(form % (2010 + i % 7, i % 11, i % 11, i * 37, i % 100) for i in range(count))


def with_head(*parts):
    return HEAD + b"".join(parts)


def two(*rows):
    return b"who,amount\n" + b"".join(rows)


def quotes_at_blocks():
    """A quote, a doubled one, a line end in quotes at each place around the borders of 64 bytes."""
    for place in range(56, 72):
        pad = b"x" * (place - len(b"who,amount\n"))
        yield f"quote opens at {place}", two(pad + b',1\n"a",2\n"b",3\n'[place - place:])
        yield f"separator in quotes at {place}", two(b'"' + pad + b'y,z",1\nb,2\n')
        yield f"doubled quote at {place}", two(b'"' + pad + b'""",1\n"""",2\n""";",3\n')
        yield f"line end in quotes at {place}", two(b'"' + pad + b'\r\n\n",1\nb,2\n')
        yield f"CRLF at {place}", two(pad + b",1\r\n" + b"b,2\r\n")
        yield f"stray quote at {place}", two(pad + b'x"y,1\nb,2\n')
        yield f"text behind a quote at {place}", two(b'"' + pad + b'"y,1\nb,2\n')
        yield f"open quote at {place}", two(pad + b'x,1\nb,"2\n')


def soup(seed):
    """Anything out of a few bytes that matter."""
    chance = random.Random(seed)
    letters = chance.choice([b'",\n', b'"",\n\r1', b'a,\n"\r', b"1,\n\r\n", b'"",,\n\n12.\xc3\xa9\x00'])
    body = bytes(chance.choice(letters) for _ in range(chance.randrange(300)))
    return b"a,b\n" + body


def tidy(seed):
    """Sound rows with hostile cells, every one quoted as it must be, or as it may."""
    chance = random.Random(seed)
    words = [b"", b"a", b"x,y", b'"', b'""', b'say "no"', b"two\nlines", b"two\r\nlines", b"\n", b"\r", "é€".encode(),
             b" padded ", b"tab\there", b"a;b|c", b"'", b"\\", b"x" * 70, b'"' * 31, b"\n" * 9]
    rows = []
    for i in range(chance.randrange(1, 60)):
        cells = [b"%d" % (2010 + i % 3), chance.choice(words), chance.choice(words)]
        cells.append(chance.choice([b"0", b"-0.50", b"12", b"12.5", b"1234567.89", b"SD", b" 7 ", b"+7", b".5"]))
        cells.append(chance.choice(words))
        must = [any(byte in cell for byte in b',"\n\r') for cell in cells]
        texts = [
            b'"' + cell.replace(b'"', b'""') + b'"' if must[k] or chance.random() < 0.3 else cell
            for k, cell in enumerate(cells)
        ]
        rows.append(b",".join(texts) + chance.choice([b"\n", b"\r\n"]))
        if chance.random() < 0.1:
            rows.append(chance.choice([b"\n", b"\r\n"]))
    data = with_head(*rows)
    return data if chance.random() < 0.7 else data.rstrip(b"\r\n")


def quote_all(row):
    return b",".join(b'"' + cell + b'"' for cell in row.rstrip(b"\n").split(b",")) + b"\n"


def small():
    """Names, files and what is asked of them: read at every size."""
    yield "plain", with_head(lines(20)), ASKED
    yield "CRLF", with_head(lines(20)).replace(b"\n", b"\r\n"), ASKED
    yield "CRLF and LF mixed", with_head(lines(9), lines(9).replace(b"\n", b"\r\n"), lines(3)), ASKED
    yield "all quoted", b"".join(map(quote_all, with_head(lines(20)).splitlines(keepends=True))), ASKED
    yield "no final line end", with_head(lines(9))[:-1], ASKED
    yield "no final line end, CR", with_head(lines(9))[:-1] + b"\r", ASKED
    yield "no final line end, quoted", with_head(lines(9), b'2016,c,n,5,"x"'), ASKED
    yield "no final line end, quoted, CR", with_head(lines(9), b'2016,c,n,5,"x"\r'), ASKED
    yield "no final line end, empty cell", with_head(b"2016,c,n,5,"), ASKED
    yield "byte order mark", b"\xef\xbb\xbf" + with_head(lines(9)), ASKED
    yield "byte order mark, quoted names", b'\xef\xbb\xbf"year","code","name","amount","more"\n' + lines(9), ASKED
    yield "header alone", HEAD, ASKED
    yield "header alone, no line end", HEAD[:-1], ASKED
    yield "a row of empty cells", with_head(lines(3), b",,,,\n", lines(3)), ASKED | {"skips": True}
    yield "empty cells", with_head(b",,,5,\n", b'"","","",5,""\n', b"2016,,n,6,\n"), ASKED
    yield "blank lines", with_head(b"\n\r\n", lines(3), b"\n\n", lines(3), b"\r\n\n"), ASKED
    yield "one column", b'amount\n1\n\n2\n""\n"3"\n-1.5\r\n', {"amounts": [0], "skips": True, "separator": 0x2C}
    yield "one column, bad", b'amount\n1\n\n2\n""\n"3"\n', {"amounts": [0], "separator": 0x2C}
    for separator in b";|\t":
        data = with_head(lines(9), b'2016,"a,b",n,5,"x,""\n"\n').replace(b",", bytes([separator]))
        yield f"separator {separator:02x}", data, ASKED
    yield "separator that is declared", two(b"a;1,2\n").replace(b",", b"|"), WHOLE | {"separator": 0x7C}
    yield "separators in quoted names", b'"a;;;;","b|||"\nx,1\ny,2\n', WHOLE
    yield "line end in a name", b'"a\nb","c\r\nd ""e"""\nx,1\n"y\n",2\n', WHOLE | {"separator": 0x2C}
    yield "CR alone", two(b"a,1\rb,2\n", b"c\r,3\n", b"\rd,4\n"), WHOLE | {"skips": True}
    yield "CR alone below the header", two(b"a\r1,1\rb,2\r"), WHOLE | {"skips": True}
    yield "CR in quotes", two(b'"a\rb",1\r\n"\r",2\n"\r\n",3\n'), WHOLE
    yield "CR CR LF", two(b"a,1\r\r\nb,2\r\r\n"), {"keys": [0, 1]}
    yield "CR CR LF behind a quote", two(b'a,"1"\r\r\n'), WHOLE
    yield "CR behind a quote, then more", two(b'a,"1"\rb,2\n'), WHOLE
    yield "NUL in an amount", two(b"a,1\x002\n"), WHOLE
    yield "NUL in a cell that is not looked at", b"who,amount,x\na,1,\x00\nb,2,\x00\x00\n", WHOLE
    yield "NUL in a text", two(b"a\x00,1\n"), WHOLE
    yield "no UTF-8 in a cell that is not looked at", b"who,amount,x\na,1,\xff\nb,2,\xc3\n", WHOLE
    yield "no UTF-8 in a text", two(b"a\xff,1\nb,2\nc\xc3,3\n"), WHOLE
    yield "no UTF-8 in many texts", two(*(b"%d\xff,1\n" % i for i in range(300))), WHOLE
    yield "UTF-8 before a fault", two("añó€\U0001f600,x\n".encode(), "\"ñ\",\"é\"\n".encode()), WHOLE
    yield "not UTF-8 before a fault", two(b"\xe9\xe9\xff\x80,x\n"), WHOLE
    yield "runs of quotes", two(*(b'"' * n + b",%d\n" % n for n in range(2, 140, 2))), WHOLE
    yield "odd runs of quotes", two(*(b'"' * n + b",%d\n" % n for n in (2, 4, 7, 8))), WHOLE
    yield "stray quote", two(b'a,1\nb"c,2\nd,3\n'), WHOLE
    yield "two stray quotes", two(b'a,1\nb"c,2\nd"e,3\nf,4\n'), WHOLE
    yield "stray quote at the end", two(b'a,1\nb,2"'), WHOLE
    yield "quote behind a space", two(b'a,1\nb, "2"\n'), WHOLE
    yield "text behind a quote", two(b'a,1\n"b"c,2\nd,3\n'), WHOLE
    yield "text behind a quote, balanced", two(b'a,1\n"b"c"d",2\nd,3\n'), WHOLE
    yield "space behind a quote", two(b'"a" ,1\n'), WHOLE
    yield "open quote", two(b'a,1\nb,2\n"c,3\nd,4\n'), WHOLE
    yield "open quote behind doubled ones", two(b'a,1\n"b""c,2\n""d,3\n'), WHOLE
    yield "open quote that ends in one", two(b'a,1\n"b""'), WHOLE
    yield "a quote alone at the end", two(b'a,1\n"'), WHOLE
    yield "open quote behind bad cells", two(b"a,x\nb,y\n", b'"c,3\n'), WHOLE
    yield "few cells", with_head(lines(3), b"2016,c\n", lines(3), b"2016\n2016,c,n\n"), ASKED
    yield "few cells, padded", with_head(lines(3), b"2016,c,n,5\n", lines(3), b"2016,c,n,5\r\n"), ASKED | {"pads": True}
    yield "few cells, padded amounts", with_head(b"2016,c\n", b"2016\n"), ASKED | {"pads": True}
    yield "many cells", with_head(lines(3), b"2016,c,n,5,x,y\n", lines(3), b'2016,c,n,5,x,"y",z,\n'), ASKED
    yield "many cells, padded", with_head(lines(3), b"2016,c,n,5,x,y\n"), ASKED | {"pads": True}
    yield "ragged both ways, skipped", with_head(lines(3), b"1\n1,2,3,4,5,6\n", lines(9)), ASKED | {"skips": True}
    yield "ragged over lines", with_head(b'2016,"two\nlines"\n', b'2016,"two\n\nlines",n,5,x,"six\n\n",7\n'), ASKED
    yield "bad amounts", with_head(b"2016,c,n,x,y\n", lines(5), b'2016,"c\n\n",n,"1.2.3",y\n', b"2016,c,n,,y\n"), ASKED
    yield "bad amounts, skipped", with_head(b"2016,c,n,x,y\n", lines(5), b"2016,c,n,1e5,y\n"), ASKED | {"skips": True}
    yield "several bad amounts in a row", b"a,b,c,d\nx,1,y,2\nz,1,2,3\n", {"amounts": [0, 2, 3]}
    for many in (19, 20, 21, 45):
        yield f"{many} bad amounts", with_head(*(b"2016,c,n,x,%d\n" % i for i in range(many))), ASKED
        yield f"{many} bad amounts, then a stray quote", two(*(b"%d,x\n" % i for i in range(many)), b'a"b,1\n', b"c,x\n" * 30), WHOLE
        yield f"{many} bad amounts, then an open quote", two(*(b"%d,x\n" % i for i in range(many)), b'"a,1\n', b"c,x\n" * 30), WHOLE
    yield "passed over", with_head(lines(20), b"2016,c,n,x,y\n"), ASKED | {"where": (1, b"c3")}
    yield "missing", with_head(b"2016,c,n,SD,\n", lines(9), b"2016,c,n, SD ,\n", b"2016,c,n,3,\n"), ASKED
    yield "names change", with_head(*(b"2016,%d,%s,1,\n" % (i % 2, name) for i, name in enumerate(
        [b"a", b"b", b"a", b"c", b"b", b"c", b"a", b"b", b"c", b"c"]))), ASKED
    yield "many groups", two(*(b"%d,%d\n" % (i * 7919 % 10007, i) for i in range(40))), WHOLE
    yield "large sums", two(*[b"a,92233720368547758.07\n"] * 12), WHOLE
    yield "no quotes", two(b'a"b,1\n"c,2\n"d",3\n'), WHOLE | {"no_quotes": True}
    yield "no quotes, but in the header", b'"who,amount"\n"c,2\n', WHOLE | {"no_quotes": True}
    for name, data in quotes_at_blocks():
        yield name, data, WHOLE
    for seed in range(30):
        yield f"sound rows, seed {seed}", tidy(seed), ASKED
    for seed in range(60):
        yield f"anything, seed {seed}", soup(seed), {"keys": [0, 1], "skips": seed % 2 == 0, "pads": seed % 3 == 0}


def large():
    """The same, of files for which some sizes must do."""
    wide = b",".join(b"c%d" % i for i in range(5000)) + b"\n"
    row = b",".join(b"%d" % i for i in range(5000)) + b"\n"
    ends = {"keys": [0, 4999], "amounts": [1, 2500, 4998]}
    yield "5,000 columns", wide + row * 4, ends
    yield "5,000 columns, one too many", wide + row * 4 + row[:-1] + b",x\n" + row, ends
    yield "5,000 empty columns", wide + b"," * 4999 + b"\n", {"keys": [0, 4999]}
    long = b"y" * 900_000
    for name, cell in (("plain", long), ("quoted", b'"' + long + b'"'), ("doubled quotes", b'"' + b'""' * 450_000 + b'"'),
                       ("line ends", b'"' + b"\r\n" * 450_000 + b'"')):
        data = b"who,amount,more\na,1,x\nb,2," + cell + b"\nc,3,z\n" + b"d,4," + cell + b"\n"
        yield f"rows of 900 KB, {name}", data, WHOLE
        yield f"rows of 900 KB as a text, {name}", data, {"keys": [0, 2], "amounts": [1]}
    yield "a header of 900 KB", b"who," + long + b"\na,1\n", WHOLE
    most = reference.ROW_BYTES_MOST
    for bytes_over in (0, 1, 70_000, 3 * most):
        cell = b"z" * (most + bytes_over - len(b"b,2,"))
        data = b"who,amount,more\na,1,x\nb,2," + cell + b"\nc,3,z\n"
        yield f"the longest row and {bytes_over} bytes", data, WHOLE
        yield f"the longest row and {bytes_over} bytes, at the end", data[: -len(b"\nc,3,z\n")], WHOLE
        yield f"the longest row and {bytes_over} bytes, bad cells before", data.replace(b"a,1,x", b"a,x,x"), WHOLE
        for name, at in (("a stray quote near its end", -9), ("a stray quote near its beginning", 9), ("none", None)):
            stray = cell if at is None else cell[:at] + b'"' + cell[at + 1:]
            data = b"who,amount,more\na,1,x\nb,2," + stray + b"\nc,3,z\n"
            yield f"the longest row and {bytes_over} bytes, {name}", data, WHOLE
        data = b'who,amount,more\na,1,x\nb,2,"' + cell[2:] + b'"\nc,3,z\n'
        yield f"the longest row and {bytes_over} bytes, quoted", data, WHOLE
        yield f"the longest row and {bytes_over} bytes, open", data.replace(b'z"\n', b"zz\n"), WHOLE
    yield "an open quote early in a large file", two(b'a,1\n"b,2\n', b"c,3\n" * 400_000), WHOLE
    yield "a stray quote early in a large file", two(b'a,1\nb"c,2\n', b"c,3\n" * 400_000), WHOLE
    yield "CR alone in a large file", two(b"a,1\n", b"c,3\r" * 400_000), WHOLE
    yield "many rows", with_head(lines(30_000)), ASKED
    yield "many rows, quoted", with_head(lines(30_000, b'"%d","c%d","name, ""%d""\n","%d.%02d",x\r\n')), ASKED
    yield "many rows, bad ones far down", with_head(lines(29_000), b"2016,c,n,x,\n" * 30, lines(1000)), ASKED
    yield "20,000 groups", two(*(b"%d,1\n" % i for i in range(20_000))), WHOLE
    yield "blank lines by the thousand", two(b"\n" * 300_000, b"a,1\n"), WHOLE


def options(asked):
    words = [f"{name}={column}" for name, column in zip(OPTION_OF_KEY, asked.get("keys", ()))]
    words += [f"{name}={column}" for name, column in zip(OPTION_OF_NAME, asked.get("names", ()))]
    words += [f"amount={column}" for column in asked.get("amounts", ())]
    if "where" in asked:
        words += [f"where={asked['where'][0]}", f"is={asked['where'][1].decode()}"]
    if "separator" in asked:
        words.append(f"separator={chr(asked['separator'])}")
    words += [word for word, key in (("pads", "pads"), ("skips", "skips"), ("no-quotes", "no_quotes")) if asked.get(key)]
    return words


def as_python_has_it(data, reading, asked):
    """The reference is held to the csv module, wherever that one follows the RFC."""
    separator = int(reading.text[0].split()[1], 16)
    start = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    if asked.get("no_quotes") or not reference.may_ask_python(data, separator, start):
        return
    own = [
        [cell.text for cell in row.cells] for row in reference.read_rows(data, start, separator)
        if len(row.cells) > 1 or row.cells[0].text or row.cells[0].is_quoted
    ]
    python = reference.by_python(data[start:], separator)
    if own != python:
        yield f"the reference has {own[:5]!r}, Python's csv module {python and python[:5]!r}"


def first_difference(got, expected):
    for i, (have, want) in enumerate(zip(got, expected)):
        if have != want:
            yield f"line {i + 1} is      {have[:300]}\n  and ought to be {want[:300]}"
            return
    if len(got) != len(expected):
        yield f"{len(got)} lines, and there ought to be {len(expected)}: {(got + expected)[min(len(got), len(expected))][:300]}"


def read_right(rows, file, extent, data, asked):
    reading = reference.Reading(data, asked)
    yield from as_python_has_it(data, reading, asked)
    file.write_bytes(data)
    outcome = run([rows, extent, *options(asked), file])
    said = outcome.stdout.splitlines()
    if outcome.status != 0 or said[-1:] != ["end"]:
        yield str(outcome)
        return
    got = [line for line in said[:-1] if not line.startswith("#")]
    if reading.is_partial:
        if got[: len(reading.text)] != reading.text or not any(line.startswith("fault data-encoding") for line in got):
            yield f"a text that is not UTF-8 is not told: {got}"
        return
    yield from first_difference(got, reading.text)


def main():
    if len(sys.argv) < 2:
        sys.exit(f"usage: {sys.argv[0]} ROWS [--sanitized]")
    rows = Path(sys.argv[1]).resolve()
    every = "few" if sys.argv[2:] == ["--sanitized"] else "full"
    tap = Tap()
    with workspace() as folder:
        file = Path(folder) / "hostile.csv"
        for extent, files in ((every, small()), ("few", large())):
            for name, data, asked in files:
                tap.run(name, read_right, rows, file, extent, data, asked)
    tap.finish()


main()
