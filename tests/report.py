"""Adds up what the suites wrote (TRX, JUnit, Cobertura): an HTML test report, a coverage table by module, and the totals.

    report.py RESULTS_DIR REPORT.html COVERAGE_DIR

Exits with 1 when a test failed or a suite ended without results.
"""

import html
import pathlib
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

TRX = "{http://microsoft.com/schemas/VisualStudio/TeamTest/2010}"


def read_trx(path):
    for result in ElementTree.parse(path).iter(f"{TRX}UnitTestResult"):
        outcome = {"Passed": "passed", "NotExecuted": "skipped"}.get(result.get("outcome"), "failed")
        text = result.find(f".//{TRX}Message")
        yield path.stem, result.get("testName"), outcome, (text.text or "") if text is not None else ""


def read_junit(path):
    for case in ElementTree.parse(path).iter("testcase"):
        outcome, text = "passed", ""
        for child in case:
            if child.tag in ("failure", "error"):
                outcome, text = "failed", child.text or ""
            elif child.tag == "skipped":
                outcome, text = "skipped", child.get("message") or ""
        yield path.stem, f"{case.get('classname')}.{case.get('name')}", outcome, text


def write_report(results, path):
    counted = {}
    for suite, _, outcome, _ in results:
        counted.setdefault(suite, {"passed": 0, "failed": 0, "skipped": 0})[outcome] += 1
    rows = "".join(
        f"<tr><td>{html.escape(suite)}</td><td>{n['passed']}</td><td>{n['failed']}</td><td>{n['skipped']}</td></tr>"
        for suite, n in sorted(counted.items()))
    details = "".join(
        f"<tr class={outcome}><td>{html.escape(suite)}</td><td>{html.escape(name)}</td><td>{outcome}</td>"
        f"<td><pre>{html.escape(text)}</pre></td></tr>"
        for suite, name, outcome, text in sorted(results, key=lambda r: ("failed skipped passed".split().index(r[2]), r[0], r[1])))
    path.write_text(
        "<!doctype html><meta charset=utf-8><title>CSSS test report</title>"
        "<style>body{font:14px/1.5 system-ui;margin:2rem}table{border-collapse:collapse}td,th{padding:.2rem .8rem;"
        "border-bottom:1px solid #ddd;text-align:left;vertical-align:top}.failed{background:#fdd}.skipped{background:#ffd}"
        "pre{white-space:pre-wrap;margin:0}</style><h1>CSSS test report</h1>"
        f"<table><tr><th>Suite<th>Passed<th>Failed<th>Skipped</tr>{rows}</table>"
        f"<h2>Tests</h2><table><tr><th>Suite<th>Test<th>Outcome<th>Text</tr>{details}</table>")
    return counted


def write_coverage(results_dir, coverage_dir):
    files = list(results_dir.rglob("coverage.cobertura.xml"))
    if not files:
        return
    subprocess.run(
        ["dotnet", "reportgenerator", f"-reports:{';'.join(map(str, files))}", f"-targetdir:{coverage_dir}",
         "-reporttypes:Html;TextSummary;MarkdownSummary", "-verbosity:Error"], check=True)
    print("\nCoverage by module:")
    for line in (coverage_dir / "Summary.txt").read_text().splitlines():
        if line.startswith("Csss") or line.strip().startswith(("Line coverage", "Branch coverage")):
            print("  " + line.strip())


def main():
    results_dir, report, coverage_dir = (pathlib.Path(argument) for argument in sys.argv[1:4])
    results = [r for path in sorted(results_dir.rglob("*.trx")) for r in read_trx(path)]
    results += [r for path in sorted(results_dir.glob("*.xml")) for r in read_junit(path)]
    counted = write_report(results, report)
    write_coverage(results_dir, coverage_dir)

    failed_suites = results_dir / "failed-suites"
    broken = [name for name in failed_suites.read_text().splitlines()] if failed_suites.exists() else []
    print("\nSuites:")
    for suite, n in sorted(counted.items()):
        print(f"  {suite:<18}{n['passed']:>5} passed {n['failed']:>4} failed {n['skipped']:>4} skipped")
    for suite, name, outcome, text in results:
        if outcome == "skipped":
            print(f"  skipped: {suite} / {name}: {text.strip().splitlines()[0] if text.strip() else ''}")
        elif outcome == "failed":
            print(f"  FAILED: {suite} / {name}")
            print("".join(f"    | {line[:300]}\n" for line in text.strip().splitlines()[:40]), end="")
    print(f"\nTest report: {report}\nCoverage:    {coverage_dir / 'index.html'}")

    total = {outcome: sum(n[outcome] for n in counted.values()) for outcome in ("passed", "failed", "skipped")}
    # A suite that broke without naming a failed test (a crash, a time-out) counts as one.
    total["failed"] = max(total["failed"], len(broken))
    print(f"Skipped:     {total['skipped']}")
    print(f"{total['passed']} passed, {total['failed']} failed")
    return 1 if total["failed"] or not results else 0


sys.exit(main())
