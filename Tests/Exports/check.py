"""Opens what `casebook export` writes with the programs that it is for.

Usage: check.py CASEBOOK FOLDER, where FOLDER has an index named `index`.
"""

import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys

import pandas

casebook, work = sys.argv[1], pathlib.Path(sys.argv[2])
tools = pathlib.Path(sys.executable).parent


def run(*command, **options):
    """What a command prints; ends the test when it fails."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, **options)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))} ended with {done.returncode}: {done.stderr.strip()}")
    return done.stdout


def export(form, name):
    run(casebook, "export", form, work / name, "--index", work / "index")
    return work / name


def answer(*question):
    return json.loads(run(casebook, *question, "--format", "json", "--index", work / "index"))


def rows_of(database):
    with sqlite3.connect(database) as connection:
        names = [row[0] for row in connection.execute("SELECT DISTINCT \"table\" FROM documentation WHERE \"column\" IS NOT NULL")]
        return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}


def database():
    file = export("sqlite", "cases.db")
    counts = rows_of(file)
    # The rows are those of the answers.
    figures = answer("metrics", "--role", "all", "--dates")["total"]
    assert counts["metrics"] == figures, f"{counts['metrics']} metrics in the database, {figures} in the answer"
    if shutil.which("sqlite3"):
        first = run("sqlite3", file, "SELECT place FROM results LIMIT 1").strip()
        assert ":" in first, first
    else:
        print("exports: sqlite3 skipped: it is missing (apt-get install sqlite3)")
    tables = json.loads(run(tools / "sqlite-utils", "tables", file, "--counts"))
    assert {row["table"]: row["count"] for row in tables}.items() >= counts.items()
    found = json.loads(run(tools / "sqlite-utils", "search", file, "statements", "network effects", "--limit", "3"))
    assert found and all("network" in json.dumps(row).lower() for row in found), found
    page = json.loads(run(tools / "datasette", file, "--get", "/cases/case_studies.json?_shape=objects&_size=3"))
    assert len(page["rows"]) == 3 and all(row["kind"] == "case-study" and row["line"] > 0 for row in page["rows"])
    page = json.loads(run(tools / "datasette", file, "--get", "/cases/statements.json?_search=network+effects&_shape=objects"))
    assert page["rows"], "Datasette finds nothing"
    return counts


def tables(counts):
    folder = export("csv", "csv")
    for name, count in counts.items():
        table = pandas.read_csv(folder / f"{name}.csv")
        assert len(table) == count, f"{name}.csv has {len(table)} rows of {count}"
    metrics = pandas.read_csv(folder / "metrics.csv")
    assert metrics["low"].dtype == float and (metrics["line"] > 0).all()
    folder = export("ndjson", "ndjson")
    for name, count in counts.items():
        lines = (folder / f"{name}.ndjson").read_text().splitlines()
        assert len(lines) == count and all(isinstance(json.loads(line), dict) for line in lines), name
    # An index made from the archive has the same archive.
    run(casebook, "import", folder, "--index", work / "copy")
    copy = run(casebook, "export", "archive", "-", "--index", work / "copy")
    assert copy == (folder / "casebook.ndjson").read_text(), "the archive of the copy differs"


def site():
    folder = export("site", "site")
    browser = next((name for name in ("chromium", "chromium-browser", "google-chrome") if shutil.which(name)), None)
    if browser is None:
        print("exports: the browser skipped: it is missing (apt-get install chromium)")
        return
    environment = dict(os.environ, HOME=str(work))

    def page(address, width):
        return run(
            browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=5000", f"--user-data-dir={work}/browser",
            f"--window-size={width},900", "--dump-dom", f"file://{folder}/{address}", env=environment, timeout=120)

    found = page("index.html?q=network+effects", 1280)
    assert "<mark>" in found and "statements</h1>" in found, "the search of the site finds nothing"
    assert 'href="pages/' in found.split('id="hits"')[1].split("</section>")[0]
    assert "No statement has these words" in page("index.html?q=zyzzyva", 390)
    assert 'class="case"' in page("index.html", 390)


counts = database()
tables(counts)
site()
