#!/usr/bin/python3
"""Studies whose figures a database adds up: SQLite, PostgreSQL, and PostgreSQL on several servers.

usage: sql.py VEEDOR SAMPLES [--sanitized]     --sanitized: memory is not bounded, sanitizers need their own
"""

import json
import os
import pty
import re
import select
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))

from harness import ROOT, Skip, Tap, arguments, environment, no_crash, run, workspace  # noqa: E402
from servers import Cluster, Server, free_port  # noqa: E402

UNUSABLE = 2
PEAK_MIB = 64
NAME, PASSWORD = "auditor_jefa", "Ñandú;}5%20 'x"
INSTITUTIONS = {"01": "Interior", "02": "Niñez y Familia", "03": "Ñuflo de Chávez"}
YEARS = (2014, 2015, 2016)
LINES = 60  # of each institution in each year
HUGE = Decimal("90071992547409.93")  # 9,007,199,254,740,993 cents: no double has that many to the unit
GROUPED = (
    "SELECT year, code, name, SUM(pia) AS pia, SUM(devengado) AS devengado "
    "FROM spending GROUP BY year, code, name"
)
BY_LINE = "SELECT year, code, name, pia, devengado FROM spending"
IN_CENTS = "numbers: {unit: 0.01}"
FROM_ENVIRONMENT = "user: {env: TREASURY_USER}\n    password: {env: TREASURY_PASSWORD}"


def lines(huge=False):
    """Budget lines as texts: (year, code, name, pia, devengado). Cents everywhere, a negative now and then."""
    for year in YEARS:
        for number, (code, name) in enumerate(INSTITUTIONS.items(), 1):
            for line in range(LINES):
                cents = (year * 7919 + number * 104729 + line * 1299709) % 100_000_007
                pia = Decimal(cents) / 100
                spent = Decimal(cents * 83 // 97 * (-1 if line % 17 == 0 else 1)) / 100
                if huge and line < 3:
                    pia += HUGE
                yield year, code, name, f"{pia:.2f}", f"{spent:.2f}"


def sums(rows):
    """The oracle: {(year, code): [allocated, implemented]} in exact decimals."""
    found = {}
    for year, code, _, *amounts in rows:
        figures = found.setdefault((year, code), [Decimal(0), Decimal(0)])
        for i, amount in enumerate(amounts):
            figures[i] += Decimal(amount)
    return found


def study(query=GROUPED, connection="DSN=treasury", extra=""):
    """The text of a study. What differs between databases is in the data source alone."""
    return f"""veedor: 1
title: Treasury
currency: PEN
years:
{"".join(f"  {year}: {{phase: enacted}}{chr(10)}" for year in YEARS)}institutions:
{"".join(f'  - {{id: i-{code}, name: "{name}", level: national, code: "{code}"}}{chr(10)}'
         for code, name in INSTITUTIONS.items())}sources:
  treasury: {{title: Open treasury}}
data:
  - id: spending
    odbc: {json.dumps(connection, ensure_ascii=False)}
    {extra}
    query: {json.dumps(query, ensure_ascii=False)}
    source: {{ref: treasury}}
    columns: {{year: year, institution: {{code: code, name: name}}, allocated: pia, implemented: devengado}}
"""


class Place:
    """A folder with a study, and data sources and drivers of its own: the machine's do not count."""

    def __init__(self, folder, veedor):
        self.folder = Path(folder)
        self.veedor = veedor
        drivers = ""
        for name, file in {"SQLite3": "libsqlite3odbc.so", "PostgreSQL": "psqlodbcw.so"}.items():
            found = sorted(Path("/usr/lib").glob(f"*/odbc/{file}"))
            if not found:
                raise RuntimeError(f"the ODBC driver {file} is not installed")
            drivers += f"[{name}]\nDriver={found[0]}\n"
        (self.folder / "odbcinst.ini").write_text(drivers, encoding="utf-8")

    def source(self, **settings):
        """Set up the data source `treasury`."""
        text = "[treasury]\n" + "".join(f"{key}={value}\n" for key, value in settings.items())
        (self.folder / "odbc.ini").write_text(text, encoding="utf-8")

    def source_of(self, server, **settings):
        self.source(Driver="PostgreSQL", Servername="127.0.0.1", Port=server.port, Database="treasury", **settings)

    def run(self, *words, text=None, **changes):
        """Run veedor on a study, by default the usual one, with the credentials in the environment."""
        (self.folder / "study.yaml").write_text(text or study(extra=FROM_ENVIRONMENT), encoding="utf-8")
        env = {
            "ODBCSYSINI": self.folder, "ODBCINI": self.folder / "odbc.ini", "HOME": self.folder,
            "TREASURY_USER": NAME, "TREASURY_PASSWORD": PASSWORD, **changes,
        }
        return run([self.veedor, *words], cwd=self.folder, env=environment(**env))

    def figures(self, **how):
        """What the institutions have: as sums() gives it, and what veedor did."""
        done = self.run("show", "study.yaml", "institutions", "--format", "json", **how)
        if done.status:
            return None, done
        rows = json.loads(done.stdout, parse_float=Decimal, parse_int=Decimal)["rows"]
        return {
            (int(row["year"]), row["institution"].removeprefix("i-")): [row["allocated"], row["implemented"]]
            for row in rows
        }, done


def unlike(found, wanted, done):
    if found != wanted:
        yield f"figures differ: {found}\nwanted: {wanted}\n{done}"


def says(done, rule, *words):
    """Yields what is wrong with a message of a rule that makes the study unusable."""
    yield from no_crash(done)
    if done.status not in (1, UNUSABLE) or f"[{rule}]" not in done.stderr:
        yield f"no {rule}\n{done}"
    for word in words:
        if word not in done.stderr:
            yield f"it does not say: {word}\n{done}"
    yield from no_credentials(done.stdout, done.stderr)


def no_credentials(*texts):
    for text in texts:
        for secret in (PASSWORD, NAME, "owner's own"):
            for form in (secret, json.dumps(secret)[1:-1], secret.replace("'", "&apos;"), secret.replace("'", "&#39;")):
                if form.lower() in text.lower():
                    yield f"shows {secret}: …{text[max(0, text.lower().find(form.lower()) - 200):][:500]}…"


# --- SQLite: an archive of one file ---


def archive(place, columns, rows):
    path = place.folder / "archive.db"
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as database:
        database.execute(f"CREATE TABLE spending(year INTEGER, code TEXT, name TEXT, {columns})")
        database.executemany("INSERT INTO spending VALUES(?, ?, ?, ?, ?)", rows)
    database.close()
    place.source(Driver="SQLite3", Database=path)


def in_cents(rows):
    for year, code, name, *amounts in rows:
        yield (year, code, name, *(int(Decimal(amount) * 100) for amount in amounts))


def sqlite_in_cents(place):
    rows = list(lines(huge=True))
    archive(place, "pia INTEGER, devengado INTEGER", in_cents(rows))
    for query in (GROUPED, BY_LINE):
        found, done = place.figures(text=study(query, extra=IN_CENTS))
        yield from unlike(found, sums(rows), done)


def sqlite_as_text(place):
    rows = list(lines(huge=True))
    archive(place, "pia TEXT, devengado TEXT", rows)
    found, done = place.figures(text=study(BY_LINE))
    yield from unlike(found, sums(rows), done)
    # SQLite adds texts up as floating-point numbers.
    _, done = place.figures(text=study(GROUPED))
    yield from says(done, "data-column", "column `pia`", "row 1,", "ROUND")


def sqlite_floating(place):
    rows = list(lines())
    archive(place, "pia REAL, devengado DECIMAL(15, 2)", ((*row[:3], float(row[3]), float(row[4])) for row in rows))
    for query in (GROUPED, BY_LINE):
        _, done = place.figures(text=study(query))
        yield from says(done, "data-column", "column `pia`", "column `devengado`")
    # As the message says: rounded line by line they are exact again.
    query = GROUPED.replace("SUM(pia)", "SUM(CAST(ROUND(pia * 100) AS INTEGER))").replace(
        "SUM(devengado)", "SUM(CAST(ROUND(devengado * 100) AS INTEGER))"
    )
    found, done = place.figures(text=study(query, extra=IN_CENTS))
    yield from unlike(found, sums(rows), done)


def sqlite_without_a_file(place):
    place.source(Driver="SQLite3", Database=place.folder / "gone.db")
    _, done = place.figures(text=study())
    yield from says(done, "data-unreadable", "connect failed")
    if (place.folder / "gone.db").exists():
        yield "an empty database was made"


# --- PostgreSQL ---

TABLE = """CREATE TABLE spending(
    year integer, code text, name text, pia numeric(18, 2), devengado numeric(18, 2));
"""
READER = f"""CREATE ROLE {NAME} LOGIN PASSWORD '{PASSWORD.replace("'", "''")}';
"""


def copied(rows):
    return "COPY spending FROM STDIN;\n" + "".join("\t".join(map(str, row)) + "\n" for row in rows) + "\\.\n"


def fill(server, rows, *, table=TABLE, more=""):
    server.sql("DROP DATABASE IF EXISTS treasury")
    server.sql("CREATE DATABASE treasury")
    server.sql(
        f"{table}{copied(rows)}{more}ANALYZE spending;\n"
        f"GRANT SELECT, INSERT ON spending TO {NAME};\n", "treasury",
    )


def postgres_exact(place, server):
    rows = list(lines(huge=True))
    fill(server, rows)
    place.source_of(server)
    for query in (GROUPED, BY_LINE):
        found, done = place.figures(text=study(query, extra=FROM_ENVIRONMENT))
        yield from unlike(found, sums(rows), done)
    fill(server, lines())


def postgres_floating(place, server):
    place.source_of(server)
    query = GROUPED.replace("SUM(pia)", "SUM(pia::float8)").replace("SUM(devengado)", "SUM(devengado::money)")
    _, done = place.figures(text=study(query, extra=FROM_ENVIRONMENT))
    yield from says(
        done, "data-column", "column `pia` has the type float8", "column `devengado` has the type money", "NUMERIC"
    )
    found, done = place.figures(
        text=study(GROUPED.replace("SUM(pia)", "SUM((pia::float8)::numeric)"), extra=FROM_ENVIRONMENT)
    )
    yield from unlike(found, sums(lines()), done)


def postgres_refuses_changes(place, server):
    place.source_of(server)
    insert = "INSERT INTO spending VALUES(2016, '01', 'Interior', 1, 1)"
    server.sql(
        "CREATE FUNCTION sneak() RETURNS numeric LANGUAGE sql SECURITY DEFINER AS "
        f"$$ {insert} RETURNING pia $$;", "treasury",
    )
    queries = (
        insert,
        f"{insert} RETURNING year, code, name, pia, devengado",
        f"WITH new AS ({insert} RETURNING *) SELECT year, code, name, pia, devengado FROM new",
        f"COMMIT; {insert}",
        f"{BY_LINE}; {insert}",
        "SELECT 2016 AS year, '01' AS code, 'Interior' AS name, sneak() AS pia, 1 AS devengado",
        "DROP TABLE spending",
    )
    for query in queries:
        for connection in ("DSN=treasury", "DSN=treasury;UseDeclareFetch=0"):
            _, done = place.figures(text=study(query, connection, FROM_ENVIRONMENT))
            yield from says(done, "data-unreadable")
    count = server.sql("SELECT COUNT(*) FROM spending", "treasury").strip()
    if count != str(len(list(lines()))):
        yield f"there are {count} rows now"


def postgres_faults(place, server):
    """Cells that cannot be read, queries that fail, servers that do not answer."""
    place.source_of(server)

    def shown(query, connection="DSN=treasury", extra=FROM_ENVIRONMENT, **changes):
        return place.figures(text=study(query, connection, extra), **changes)[1]

    bad = BY_LINE.replace("pia", "CASE WHEN pia > 0 THEN 'n/a' ELSE NULL END AS pia", 1)
    yield from says(
        shown(bad), "data-number", "row 1, column `pia`: `n/a` is not a number", "the first 20 errors are shown",
        "study.yaml:", "query:",
    )
    yield from says(shown("SELEC 1"), "data-unreadable", 'syntax error at or near "SELEC"')
    yield from says(shown("SELECT * FROM nowhere"), "data-unreadable", 'relation "nowhere" does not exist')
    yield from says(shown(f"{BY_LINE} WHERE 1 / (year - 2016) < 5"), "data-unreadable", "division by zero")
    yield from says(shown("SELECT 1; SELECT 2"), "data-unreadable", "more than one statement")
    yield from says(shown("LISTEN treasury"), "data-unreadable", "gives no rows")
    wrong = shown(BY_LINE, TREASURY_PASSWORD="nothing like it")
    yield from says(wrong, "data-unreadable", 'authentication failed for user "…"', "`user:` and `password:`")
    yield from says(shown(BY_LINE, TREASURY_PASSWORD=None), "data-unreadable", "TREASURY_PASSWORD")
    yield from says(shown(BY_LINE, "DSN=nothing"), "data-unreadable", "Data source name not found", "odbcinst -q -s")
    yield from says(shown(BY_LINE, "Driver=Nothing", ""), "data-unreadable", "Can't open lib", "odbcinst -q -d")
    # It would send the credentials there.
    elsewhere = f"Servername=127.0.0.1;Port={free_port()};Database=treasury"
    yield from says(shown(BY_LINE, f"DSN=treasury;{elsewhere}"), "bad-value", "`Servername` of the connection")
    yield from says(shown(BY_LINE, f"Driver=PostgreSQL;{elsewhere}"), "data-credentials", "nowhere else")
    yield from says(shown(BY_LINE, f"Driver=PostgreSQL;{elsewhere}", ""), "data-unreadable", "Connection refused")
    for connection in (f"DSN=treasury;UID={NAME}", f"DSN=treasury;PWD={{{PASSWORD}}}"):
        yield from says(shown(BY_LINE, connection, ""), "data-credentials")


def postgres_credentials(place, server):
    """From the environment, from the data source, from ~/.pgpass: it works, and nothing shows them."""
    wanted = sums(lines())
    pgpass = place.folder / ".pgpass"
    escaped = PASSWORD.replace("\\", "\\\\").replace(":", "\\:")
    pgpass.write_text(f"127.0.0.1:{server.port}:treasury:{NAME}:{escaped}\n", encoding="utf-8")
    pgpass.chmod(0o600)
    nowhere = {"TREASURY_USER": None, "TREASURY_PASSWORD": None}
    ways = (
        ({}, FROM_ENVIRONMENT, {"PGPASSFILE": "/nonexistent"}),
        ({"UserName": NAME}, "", {**nowhere, "PGPASSFILE": pgpass}),
        ({"UserName": NAME}, "", {**nowhere, "PGPASSWORD": PASSWORD, "PGPASSFILE": "/nonexistent"}),
        ({"UserName": NAME}, FROM_ENVIRONMENT.splitlines()[1].strip(), {"TREASURY_USER": None}),
    )
    for settings, extra, changes in ways:
        place.source_of(server, **settings)
        text = study(extra=extra)
        found, done = place.figures(text=text, **changes)
        yield from unlike(found, wanted, done)
        yield from no_credentials(done.stdout, done.stderr)
        for file in ("out.xlsx", "out.html", "out.json"):
            done = place.run("report", "study.yaml", "-o", file, text=text, **changes)
            if done.status:
                yield f"{file}: {done}"
                continue
            yield from no_credentials(done.stdout, done.stderr, *contents(place.folder / file))
        for words in (["check", "study.yaml", "--format", "json"], ["explain", "study.yaml", "institutions/i-01/2016"]):
            done = place.run(*words, text=text, **changes)
            yield from no_crash(done)
            yield from no_credentials(done.stdout, done.stderr)
    pgpass.unlink()


def contents(path):
    """The texts of a file; of a workbook, of all that is in it."""
    if not zipfile.is_zipfile(path):
        return [path.read_text(encoding="utf-8")]
    with zipfile.ZipFile(path) as book:
        return [book.read(name).decode("utf-8", "replace") for name in book.namelist()]


def postgres_any_locale(place, server):
    """The driver goes by the user's locale; texts are UTF-8 all the same, and numbers have points."""
    place.source_of(server)
    locales = place.folder / "locales"
    locales.mkdir(exist_ok=True)
    made = subprocess.run(
        ["localedef", "-i", "es_ES", "-f", "ISO-8859-1", str(locales / "es_ES.ISO-8859-1")],
        capture_output=True, check=False,
    )
    if not (locales / "es_ES.ISO-8859-1").exists():
        raise Skip(f"no locale: {made.stderr.decode()}")
    plain = place.run("show", "study.yaml", "institutions", "--format", "csv")
    abroad = place.run(
        "--lang", "en", "show", "study.yaml", "institutions", "--format", "csv", LOCPATH=locales,
        LC_ALL="es_ES.ISO-8859-1",
    )
    if plain.status or plain.stdout != abroad.stdout or "Niñez y Familia" not in plain.stdout:
        yield f"{plain}\n{abroad}"


def postgres_memory(place, server):
    """Rows come through a cursor: however many, they take the same memory."""
    place.source_of(server)
    query = (
        "SELECT 2016 AS year, '01' AS code, 'Interior' AS name, (i * 0.01)::numeric(18, 2) AS pia, 1 AS devengado "
        "FROM generate_series(1, 400000) AS i"
    )
    text = study(query, extra=FROM_ENVIRONMENT)
    (place.folder / "study.yaml").write_text(text, encoding="utf-8")
    env = environment(
        ODBCSYSINI=place.folder, ODBCINI=place.folder / "odbc.ini", TREASURY_USER=NAME, TREASURY_PASSWORD=PASSWORD
    )
    with open(place.folder / "out.csv", "wb") as out:
        process = subprocess.Popen(
            [place.veedor, "show", "study.yaml", "institutions", "--format", "csv"], cwd=place.folder, env=env,
            stdout=out, stderr=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = status
    if status or "80000200000" not in (place.folder / "out.csv").read_text(encoding="utf-8").replace(".", ""):
        yield f"status {status}: {(place.folder / 'out.csv').read_text(encoding='utf-8')}"
    if "--sanitized" not in sys.argv and usage.ru_maxrss / 1024 > PEAK_MIB:
        yield f"peak memory {usage.ru_maxrss / 1024:.0f} MiB"


def postgres_progress(place, server):
    """One line on a terminal while the database is asked, gone in the end; nothing anywhere else."""
    place.source_of(server)
    query = (
        "SELECT 2016 AS year, '01' AS code, 'Interior' AS name, i AS pia, "
        "length(pg_sleep(CASE i WHEN 90000 THEN 0.3 ELSE 0 END)::text) AS devengado FROM generate_series(1, 100000) AS i"
    )
    text = study(query, extra=FROM_ENVIRONMENT)
    done = place.run("check", "study.yaml", text=text)
    if done.status or done.stderr:
        yield f"without a terminal nothing should be shown\n{done}"
    terminal, error = pty.openpty()
    env = environment(
        ODBCSYSINI=place.folder, ODBCINI=place.folder / "odbc.ini", TREASURY_USER=NAME, TREASURY_PASSWORD=PASSWORD,
        TERM="xterm",
    )
    with subprocess.Popen(
        [place.veedor, "check", "study.yaml"], cwd=place.folder, env=env, stdout=subprocess.DEVNULL, stderr=error
    ) as process:
        os.close(error)
        process.wait()
    shown = b""
    while select.select([terminal], [], [], 0)[0]:
        try:
            shown += os.read(terminal, 65536)
        except OSError:
            break
    os.close(terminal)
    states = [line.decode() for line in shown.split(b"\r\x1b[K")]
    if states[:2] != ["", "DSN=treasury  waiting for the database"] or states[-1]:
        yield f"one line, cleared in the end: {states}"
    if not any(re.fullmatch(r"DSN=treasury  [1-9]\d+ rows", state) for state in states):
        yield f"how many rows there are: {states}"


# --- several servers: a shard for each year or two, behind one that knows where they are ---

SHARDS = {"old": (2014, 2015), "new": (2016,)}


def shard(server, years):
    fill(server, (line for line in lines() if line[0] in years))


def coordinate(server, shards):
    password = PASSWORD.replace("'", "''")
    server.sql("CREATE DATABASE treasury")
    commands = "CREATE EXTENSION postgres_fdw;\n" + TABLE.rstrip(";\n") + " PARTITION BY LIST (year);\n"
    for name, years in SHARDS.items():
        commands += f"""
CREATE SERVER {name} FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '127.0.0.1', port '{shards[name].port}',
    dbname 'treasury', use_remote_estimate 'true', async_capable 'true');
CREATE USER MAPPING FOR {NAME} SERVER {name} OPTIONS (user '{NAME}', password '{password}');
CREATE FOREIGN TABLE spending_{name} PARTITION OF spending FOR VALUES IN ({", ".join(map(str, years))})
    SERVER {name} OPTIONS (table_name 'spending');
"""
    server.sql(
        f"{commands}GRANT SELECT ON spending TO {NAME};\nALTER DATABASE treasury SET enable_partitionwise_aggregate = on;",
        "treasury",
    )


def shards_give_the_same(place, one, coordinator):
    """The study stays as it is: the data source alone leads elsewhere. Every byte is the same."""
    fill(one, lines())
    outputs = []
    for server in (one, coordinator):
        place.source_of(server)
        found, done = place.figures()
        yield from unlike(found, sums(lines()), done)
        shown = [done.stdout, place.run("check", "study.yaml", "--format", "json").stdout]
        for file in ("out.xlsx", "out.html", "out.json"):
            done = place.run("report", "study.yaml", "-o", file)
            if done.status:
                yield f"{file}: {done}"
            shown.append((place.folder / file).read_bytes())
        outputs.append(shown)
    for i, (alone, together) in enumerate(zip(*outputs)):
        if alone != together:
            yield f"output {i} differs"


def explained(coordinator, query, prefix=""):
    """The plan of what the reader asks, as the coordinator would run it for this user."""
    return coordinator.sql(f"SET ROLE {NAME};\nEXPLAIN (VERBOSE, COSTS OFF) {prefix}{query};", "treasury")


def shards_do_the_summing(coordinator):
    """One asynchronous scan for each shard, with the sums in what it is asked."""
    # The driver asks through a cursor: it must not plan otherwise.
    for prefix in ("", "DECLARE lines CURSOR WITH HOLD FOR "):
        plan = explained(coordinator, GROUPED, prefix)
        scans = re.split(r"->\s+Async Foreign Scan", plan)
        if len(scans) != len(SHARDS) + 1:
            yield f"not {len(SHARDS)} asynchronous scans:\n{plan}"
        for scan in scans[1:]:
            if not re.search(r"Remote SQL: SELECT year, code, name, sum\(pia\), sum\(devengado\) .* GROUP BY", scan):
                yield f"no sums in what the shard is asked:\n{plan}"
        documented = (ROOT / "docs" / "sql.md").read_text(encoding="utf-8")
        if not prefix and plan.strip() not in documented:
            yield f"docs/sql.md has another plan than this:\n{plan}"


def shards_were_asked(place, coordinator, shards):
    """What veedor itself made them do, by their logs: sums, and no rows."""
    before = {name: len(server.asked()) for name, server in shards.items()}
    place.source_of(coordinator)
    _, done = place.figures()
    for name, server in shards.items():
        asked = server.asked()[before[name]:]
        # Besides what it would cost: a cursor is what rows are fetched from.
        cursors = re.findall(r"DECLARE c\d+ CURSOR FOR\s+(SELECT .*)", asked)
        wanted = r"SELECT year, code, name, sum\(pia\), sum\(devengado\) FROM public.spending GROUP BY 1, 2, 3"
        if len(cursors) != 1 or not re.fullmatch(wanted, cursors[0]):
            yield f"{name} was asked:\n{asked}\n{done}"


def main():
    veedor, _ = arguments()
    tap = Tap()
    with ExitStack() as stack:
        place = Place(stack.enter_context(workspace()), veedor)
        tap.run("SQLite: whole cents are exact", sqlite_in_cents, place)
        tap.run("SQLite: stored text is exact", sqlite_as_text, place)
        tap.run("SQLite: floating-point numbers are refused", sqlite_floating, place)
        tap.run("SQLite: a file that is not there is not made", sqlite_without_a_file, place)
        cluster = Cluster(stack.enter_context(workspace()))
        one = stack.enter_context(Server(cluster, "one"))
        one.sql(READER)
        tap.run("PostgreSQL: sums are exact beyond 2^53 cents", postgres_exact, place, one)
        tap.run("PostgreSQL: floating-point numbers and money are refused", postgres_floating, place, one)
        tap.run("PostgreSQL: nothing is changed", postgres_refuses_changes, place, one)
        tap.run("PostgreSQL: what cannot be is said, with what to do", postgres_faults, place, one)
        tap.run("PostgreSQL: credentials work and are not shown", postgres_credentials, place, one)
        tap.run("PostgreSQL: texts are UTF-8 in any locale", postgres_any_locale, place, one)
        tap.run("PostgreSQL: memory is bounded", postgres_memory, place, one)
        tap.run("PostgreSQL: a terminal shows how far it is", postgres_progress, place, one)
        shards = {name: stack.enter_context(Server(cluster, name)) for name in SHARDS}
        coordinator = stack.enter_context(Server(cluster, "coordinator"))
        for server in (coordinator, *shards.values()):
            server.sql(READER)
        for name, years in SHARDS.items():
            shard(shards[name], years)
        coordinate(coordinator, shards)
        tap.run("shards: a study runs unchanged", shards_give_the_same, place, one, coordinator)
        tap.run("shards: each does its own summing", shards_do_the_summing, coordinator)
        tap.run("shards: so they did for veedor", shards_were_asked, place, coordinator, shards)
    tap.finish()


if __name__ == "__main__":
    main()
