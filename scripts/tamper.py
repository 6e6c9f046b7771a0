#!/usr/bin/env python3
"""Tampers with an archive in every way that we know, one at a time, and shows that `archive verify` finds each: `tamper.py [PROGRAM]`.

What is rewritten together with the whole journal leaves nothing behind that tells; such ways are named here, `verify` must say that only a
seal could tell, and must find them with the seal that was kept. Takes the release build, or the program that SCOREBOOK names. Needs
Python only; links, pipes and sockets need Linux or another Unix."""

import hashlib
import io
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
PROGRAM = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("SCOREBOOK", HERE / "target/release/scorebook")).resolve()
LIVE, SERVICE = "直播电商部", "客户服务部"
OCTOBER, NOVEMBER, QUARTER = f"{LIVE}/2026-10", f"{LIVE}/2026-11", f"{LIVE}/2026Q4"
ZEROS = "0" * 64


def scorebook(place, *arguments):
    done = subprocess.run([PROGRAM, *arguments, "--lang", "en"], cwd=place, capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout, done.stderr


def must(place, *arguments):
    status, out, said = scorebook(place, *arguments)
    assert status == 0, f"{arguments}: {status}\n{said}"
    return out


def sha(data):
    return hashlib.sha256(data).hexdigest()


def packed_anew(source, change=lambda name, data: data):
    """The same workbook in other bytes, or with changed parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(zipfile.ZipInfo(part.filename), change(part.filename, old.read(part)), zipfile.ZIP_DEFLATED)
    return made.getvalue()


def built(place):
    """Two departments, a corrected month, closings and a roll-up; every command is a run of its own."""
    samples = HERE / "samples"
    october, november = samples / "live-commerce-zh-CN-2026-10.xlsx", samples / "live-commerce-zh-CN-2026-11.xlsx"
    place.mkdir()
    (place / "更正.xlsx").write_bytes(packed_anew(november))
    common = ["-o", "结果", "--archive", "档案", "--no-person-files"]
    one = ["--archive", "档案", "--department", LIVE, "--period", "2026-10"]
    must(place, "run", october, *common)
    shutil.copytree(place / "档案", EARLIER)
    must(place, "run", samples / "customer-service-zh-CN-2026-11.xlsx", *common)
    must(place, "archive", "close", *one)
    must(place, "archive", "reopen", *one, "--reason", "补录投诉")
    must(place, "run", november, *common)
    must(place, "run", "更正.xlsx", *common)
    must(place, "rollup", "--department", LIVE, "--period", "2026Q4", *common)
    must(place, "archive", "close", *one)
    return place / "档案"


# What somebody does who covers it up.


def load(path):
    return json.loads(path.read_text())


def save(path, value):
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def edit(path, change):
    value = load(path)
    change(value)
    save(path, value)


def text(path, change):
    before = path.read_text()
    after = change(before)
    assert before != after, path
    path.write_text(after)


def rehashed(period, revision="r1", change=lambda manifest: None):
    """The manifest and the record, brought in line with the files as they are."""
    folder = period / revision
    path = folder / "manifest.json"
    manifest = load(path)
    for name in list(manifest["files"]):
        file = folder / name
        if file.is_file():
            manifest["files"][name] = {"sha256": sha(file.read_bytes()), "bytes": file.stat().st_size}
    origin = manifest["origin"].get("workbook")
    if origin:
        origin["sha256"] = manifest["files"][origin["path"]]["sha256"]
    change(manifest)
    save(path, manifest)
    recorded(period, revision)


def recorded(period, revision="r1"):
    def change(record):
        for known in record["revisions"]:
            if known["revision"] == revision:
                known["manifest_sha256"] = sha((period / revision / "manifest.json").read_bytes())

    edit(period / "current.json", change)


def lines_of(archive):
    return [json.loads(line) for line in (archive / "journal.jsonl").read_text().splitlines()]


def seal(lines):
    return f"scorebook-seal/1/{len(lines)}/{sha(lines[-1].encode()) if lines else ZEROS}"


def chain(acts):
    """The lines of these acts, each with the hash of the one before."""
    made = []
    for act in acts:
        act = act | {"before": sha(made[-1].encode()) if made else ZEROS}
        made.append(json.dumps(act, ensure_ascii=False, separators=(",", ":")))
    return "".join(line + "\n" for line in made)


def rechained(archive, acts):
    """Writes a journal of these acts, numbered and chained anew."""
    (archive / "journal.jsonl").write_text(chain(act | {"number": number} for number, act in enumerate(acts, 1)))


def grown_by(path, more):
    path.write_bytes(path.read_bytes() + more)


def rewrapped(path):
    """The same content in other bytes."""
    path.write_text(json.dumps(load(path), ensure_ascii=True))


def forged(archive, acts=None):
    """Brings the whole journal in line with what lies in the archive, and every manifest and summary in line with the journal."""
    acts = lines_of(archive) if acts is None else acts
    kept = [act["number"] for act in acts]
    made, stated = [], {}
    for number, act in enumerate(acts, 1):
        period = archive / act["folder"] / act["period"]
        if act["act"] in ("revision", "roll_up") and act["revision"]:
            folder = period / act["revision"]
            manifest = load(folder / "manifest.json")
            lines = int(manifest["journal"].split("/")[2])
            # Where the sealed line was taken out, the one before it is named.
            stands = sum(1 for one in kept if one <= lines)
            new = seal(made[:stands])
            for summary in folder.glob("*绩效汇总.xlsx"):
                swap = lambda name, data: data.replace(manifest["journal"].encode(), new.encode())
                summary.write_bytes(packed_anew(summary, swap))
            rehashed(period, act["revision"], lambda value: value.update(journal=new))
            act["manifest_sha256"] = sha((folder / "manifest.json").read_bytes())
            stated[(act["folder"], act["period"], act["revision"])] = act["manifest_sha256"]
        key = (act["folder"], act["period"], act["revision"])
        act["manifest_sha256"] = stated.get(key, act["manifest_sha256"])
        # Only the last act of a period leaves the record as it lies there.
        if not any(later["folder"] == act["folder"] and later["period"] == act["period"] for later in acts[number:]):
            act["record_sha256"] = sha((period / "current.json").read_bytes())
        act = act | {"number": number, "before": sha(made[-1].encode()) if made else ZEROS}
        made.append(json.dumps(act, ensure_ascii=False, separators=(",", ":")))
    (archive / "journal.jsonl").write_text("".join(line + "\n" for line in made))


def linked(path):
    """A link to a copy outside, in its place."""
    outside = Path(tempfile.mkdtemp(dir=AWAY)) / path.name
    path.rename(outside)
    path.symlink_to(outside)


def piped(path):
    path.unlink()
    os.mkfifo(path)


def bound(path):
    # A socket's address is short: it is made from within its folder.
    path.unlink(missing_ok=True)
    here = os.getcwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def grown(path):
    with open(path, "r+b") as file:
        file.truncate(3 << 30)


def swapped(one, other):
    away = one.with_name("换")
    one.rename(away)
    other.rename(one)
    away.rename(other)


def replaced(one, other):
    shutil.rmtree(one)
    shutil.copytree(other, one)


def workbook_of(period, revision="r1"):
    return period / revision / load(period / revision / "manifest.json")["origin"]["workbook"]["path"]


def newest_gone(period):
    """The newest revision with its entry."""
    shutil.rmtree(period / "r2")

    def change(record):
        record["revisions"].pop()
        record["current"] = "r1"

    edit(period / "current.json", change)


def first_gone(period):
    shutil.rmtree(period / "r1")
    edit(period / "current.json", lambda record: record["revisions"].pop(0))


def closing_erased(record):
    record["closings"].clear()
    record["state"] = "open"
    record.pop("reopened_because", None)


def rescored(archive):
    """November's workbook with another figure, scored by the program itself, in the place of the honest one."""
    with tempfile.TemporaryDirectory(dir=AWAY) as folder:
        folder = Path(folder)
        honest = workbook_of(archive / NOVEMBER)

        # A figure of a data sheet: the last whole number of more than three digits.
        def change(name, data):
            if not re.fullmatch(r"xl/worksheets/sheet[67]\.xml", name):
                return data
            found = list(re.finditer(rb"<v>(\d{4,})</v>", data))
            return data if not found else data[: found[-1].start(1)] + b"1" + data[found[-1].start(1) :]

        (folder / honest.name).write_bytes(packed_anew(honest, change))
        must(folder, "run", honest.name, "-o", "结果", "--archive", "别处", "--no-person-files")
        period = archive / NOVEMBER
        old = load(period / "r1/manifest.json")
        shutil.rmtree(period / "r1")
        shutil.copytree(folder / "别处" / NOVEMBER / "r1", period / "r1")
        assert load(period / "r1/manifest.json")["files"]["results.json"] != old["files"]["results.json"]
        rehashed(period, "r1", lambda manifest: manifest.update(journal=old["journal"]))


def at(path, deed):
    return lambda archive: deed(archive / path)


def record(path, change):
    return lambda archive: edit(archive / path / "current.json", change)


def rewritten(path, revision, file, change):
    """A file together with its manifest and record."""

    def deed(archive):
        target = archive / path / revision / file
        text(target, change)
        rehashed(archive / path, revision)

    return deed


def journal(change):
    """The journal's lines as texts."""

    def deed(archive):
        lines = (archive / "journal.jsonl").read_text().splitlines()
        (archive / "journal.jsonl").write_text("".join(line + "\n" for line in change(lines)))

    return deed


def chained(change):
    return lambda archive: rechained(archive, change(lines_of(archive)))


def outside(path):
    def deed(archive):
        rehashed(archive / NOVEMBER, "r2", lambda manifest: manifest["files"].update({path: {"sha256": ZEROS, "bytes": 0}}))

    return deed


def both(*deeds):
    def deed(archive):
        for one in deeds:
            one(archive)

    return deed


def raised(value):
    return re.sub(r'("total": ")(\d)', lambda found: found[1] + "1" + found[2], value, count=1)


def lowered(archive):
    text(archive / "archive.json", lambda value: value.replace("archive/2", "archive/1"))


def department_forgotten(archive):
    acts = [act for act in lines_of(archive) if act["folder"] != SERVICE]
    shutil.rmtree(archive / SERVICE)
    forged(archive, acts)


def closing_forgotten(archive):
    edit(archive / OCTOBER / "current.json", closing_erased)
    forged(archive, [act for act in lines_of(archive) if act["act"] not in ("close", "reopen")])


def figures_forged(archive):
    rescored(archive)
    forged(archive)


def rolled_back(archive):
    """As it was before the last act."""
    edit(archive / OCTOBER / "current.json", lambda value: (value["closings"].pop(), value.update(state="open")))
    rechained(archive, lines_of(archive)[:-1])
    honest = lines_of(archive)[3]["record_sha256"]
    # The record's bytes as the reopening left them.
    path = archive / OCTOBER / "current.json"
    value = load(path)
    ordered = {key: value[key] for key in ["schema", "department", "period", "current", "state", "reopened_because", "revisions", "closings"]}
    save(path, ordered)
    assert sha(path.read_bytes()) == honest, "the record before the last closing"


def remove(path):
    return at(path, lambda found: found.unlink() if found.is_file() else shutil.rmtree(found))


def put(path, content="x"):
    return at(path, lambda found: found.write_text(content))


RESULTS = f"{NOVEMBER}/r2/results.json"

# What is done, how, and the codes of which at least one must be told.
TAMPERINGS = [
    # the record of a period
    ("the revision that counts is moved back", record(NOVEMBER, lambda r: r.update(current="r1")), "E628 E630"),
    ("a record is removed", remove(f"{NOVEMBER}/current.json"), "E629"),
    ("a closed period is made open", record(OCTOBER, lambda r: r.update(state="open")), "E628 E630"),
    ("a closed period is made open and its closing erased", record(OCTOBER, lambda r: (r["closings"].pop(), r.update(state="open"))), "E628"),
    ("every closing is erased", record(OCTOBER, closing_erased), "E628"),
    ("the reason of a reopening is changed", record(OCTOBER, lambda r: (r["closings"][1].update(reason="x"), r.update(reopened_because="x"))), "E628"),
    ("the time of a closing is changed", record(OCTOBER, lambda r: r["closings"][0].update(at="2020-01-01T00:00:00Z")), "E628"),
    ("an open period is made closed", record(NOVEMBER, lambda r: r.update(state="closed")), "E628 E630"),
    ("a revision's entry is removed", record(NOVEMBER, lambda r: r["revisions"].pop()), "E628 E630"),
    ("a record is replaced by another period's", lambda a: shutil.copy(a / OCTOBER / "current.json", a / NOVEMBER / "current.json"), "E628 E630"),
    ("a record names another department", record(NOVEMBER, lambda r: r.update(department="财务部")), "E628 E630"),
    ("a manifest's hash in the record is changed", record(NOVEMBER, lambda r: r["revisions"][1].update(manifest_sha256=ZEROS)), "E604"),
    ("a record is cut short", at(f"{NOVEMBER}/current.json", lambda p: p.write_text(p.read_text()[:50])), "E609"),
    ("a record is made one of a newer version", at(f"{NOVEMBER}/current.json", lambda p: text(p, lambda t: t.replace("current/1", "current/9"))), "E603"),
    ("a record is a link to the same content", at(f"{NOVEMBER}/current.json", linked), "E633"),
    ("a record is a pipe", at(f"{NOVEMBER}/current.json", piped), "E633"),
    ("a record is a folder", at(f"{NOVEMBER}/current.json", lambda p: (p.unlink(), p.mkdir())), "E633 E629 W615"),
    # revisions, periods, departments
    ("a revision is removed", remove(f"{NOVEMBER}/r1"), "E605"),
    ("the newest revision is removed with its entry", at(NOVEMBER, newest_gone), "E627"),
    ("the first revision is removed with its entry", at(NOVEMBER, first_gone), "E627"),
    ("the newest period is removed", remove(NOVEMBER), "E627"),
    ("the oldest period is removed", remove(OCTOBER), "E627"),
    ("a roll-up is removed", remove(QUARTER), "E627"),
    ("a department is removed", remove(SERVICE), "E627"),
    ("a department is renamed", lambda a: (a / SERVICE).rename(a / "客户部"), "E626 E627"),
    ("a department is copied", lambda a: shutil.copytree(a / SERVICE, a / f"{SERVICE}-副本"), "E626 E642"),
    ("a period is copied as another month", lambda a: shutil.copytree(a / NOVEMBER, a / LIVE / "2026-12"), "E626"),
    ("a period is renamed", lambda a: (a / NOVEMBER).rename(a / LIVE / "2026-09"), "E626 E627"),
    ("a period of another department is put in", lambda a: shutil.copytree(a / SERVICE / "2026-11", a / LIVE / "2026-12"), "E626"),
    ("a period is replaced by another department's", lambda a: replaced(a / NOVEMBER, a / SERVICE / "2026-11"), "E628 E634"),
    ("a revision is copied as the next", lambda a: shutil.copytree(a / NOVEMBER / "r2", a / NOVEMBER / "r3"), "E626"),
    ("a revision is copied far ahead", lambda a: shutil.copytree(a / NOVEMBER / "r2", a / NOVEMBER / "r99"), "E626"),
    ("two revisions are swapped", lambda a: swapped(a / NOVEMBER / "r1", a / NOVEMBER / "r2"), "E604 E631"),
    ("two revisions are swapped with their entries", lambda a: (swapped(a / NOVEMBER / "r1", a / NOVEMBER / "r2"), recorded(a / NOVEMBER, "r1"), recorded(a / NOVEMBER, "r2")), "E634"),
    ("two periods are swapped", lambda a: swapped(a / OCTOBER, a / NOVEMBER), "E630 E628"),
    ("a revision's folder is a link", at(f"{NOVEMBER}/r2", linked), "E633"),
    ("a period's folder is a link", at(NOVEMBER, linked), "E633"),
    ("a department's folder is a link", at(SERVICE, linked), "E633"),
    # files
    ("a figure in results.json is changed", at(RESULTS, lambda p: text(p, raised)), "E604"),
    ("a figure in facts.json is changed", at(f"{OCTOBER}/r1/facts.json", lambda p: text(p, lambda t: t.replace("1", "2", 1))), "E604 E603 E609"),
    ("the workbook is packed anew", lambda a: workbook_of(a / NOVEMBER).write_bytes(packed_anew(workbook_of(a / OCTOBER))), "E604"),
    ("a file is emptied", at(RESULTS, lambda p: p.write_text("")), "E604"),
    ("a file is made 3 GB long", at(RESULTS, grown), "E604"),
    ("a file is removed", remove(RESULTS), "E612"),
    ("a file is renamed", at(RESULTS, lambda p: p.rename(p.with_name("Results.json"))), "E612"),
    ("a file is a link to the same content", at(RESULTS, linked), "E633"),
    ("a file is a link that leads nowhere", at(RESULTS, lambda p: (p.unlink(), p.symlink_to("没有"))), "E633"),
    ("a file is a link to a device", at(RESULTS, lambda p: (p.unlink(), p.symlink_to("/dev/zero"))), "E633"),
    ("a file is a pipe", at(RESULTS, piped), "E633"),
    ("a file is a socket", at(RESULTS, bound), "E633"),
    ("a file is a folder", at(RESULTS, lambda p: (p.unlink(), p.mkdir())), "E633"),
    ("a file is added to a revision", put(f"{NOVEMBER}/r2/备忘.txt"), "W615"),
    ("a hidden file is added to a revision", put(f"{NOVEMBER}/r2/.备忘"), "W615"),
    ("an empty folder is added to a revision", at(f"{NOVEMBER}/r2/空", lambda p: p.mkdir()), "W615"),
    ("a link is added to a revision", at(f"{NOVEMBER}/r2/别处", lambda p: p.symlink_to("/etc")), "E633"),
    ("a file is added to a period", put(f"{NOVEMBER}/备忘.txt"), "W615"),
    ("a folder is added to a period", at(f"{NOVEMBER}/r2 (2)", lambda p: p.mkdir()), "W615"),
    ("a file is added to a department", put(f"{LIVE}/备忘.txt"), "W615"),
    ("a file is added to the archive", put("备忘.txt"), "W615"),
    ("a pipe is added to the archive", at("管道", os.mkfifo), "E633"),
    # manifests
    ("a manifest is removed", remove(f"{NOVEMBER}/r2/manifest.json"), "E605"),
    ("a manifest is cut short with its hash", both(at(f"{NOVEMBER}/r2/manifest.json", lambda p: p.write_text(p.read_text()[:99])), lambda a: recorded(a / NOVEMBER, "r2")), "E609 E634"),
    ("a manifest names a file above", outside("../../x.json"), "E632"),
    ("a manifest names a file by its absolute path", outside("/etc/passwd"), "E632"),
    ("a manifest names a file with backslashes", outside("..\\..\\x.json"), "E632"),
    ("a manifest names a file on another drive", outside("C:x.json"), "E632"),
    ("results are rewritten with manifest and record", rewritten(NOVEMBER, "r2", "results.json", raised), "E634"),
    ("facts are rewritten with manifest and record", rewritten(OCTOBER, "r1", "facts.json", lambda t: t.replace('"total": "', '"total": "1', 1)), "E634"),
    ("another workbook, scored anew, takes a revision's place", rescored, "E634"),
    ("the earlier revisions that were read are changed", lambda a: rehashed(a / NOVEMBER, "r2", lambda m: m.update(earlier=[])), "E634"),
    ("the settings in a manifest are changed", lambda a: rehashed(a / NOVEMBER, "r2", lambda m: m.update(settings={})), "E634"),
    ("the list of changes is emptied", lambda a: rehashed(a / NOVEMBER, "r2", lambda m: m.pop("changes", m.update(tool={"name": "x", "version": "1"}))), "E634"),
    ("a file is removed with its entry", both(remove(RESULTS), lambda a: rehashed(a / NOVEMBER, "r2", lambda m: m["files"].pop("results.json"))), "E634"),
    ("a manifest names another state of the journal", lambda a: rehashed(a / NOVEMBER, "r2", lambda m: m.update(journal=f"scorebook-seal/1/0/{ZEROS}")), "E634"),
    # the journal
    ("the journal is removed", remove("journal.jsonl"), "E624"),
    ("the journal is removed and the archive made an old one", both(remove("journal.jsonl"), lowered), "E624"),
    ("the archive is made an old one", lowered, "E604"),
    ("the journal is emptied", journal(lambda lines: []), "E626"),
    ("a line is taken out", journal(lambda lines: lines[:2] + lines[3:]), "E625"),
    ("the first line is taken out", journal(lambda lines: lines[1:]), "E625"),
    ("the last line is taken out", journal(lambda lines: lines[:-1]), "E628"),
    ("the journal is cut to its first line", journal(lambda lines: lines[:1]), "E626"),
    ("a line names another user", journal(lambda lines: [lines[0].replace('"user":"', '"user":"x')] + lines[1:]), "E625"),
    ("a line says another reason", journal(lambda lines: [line.replace("补录投诉", "别的") for line in lines]), "E625"),
    ("two lines are swapped", journal(lambda lines: [lines[1], lines[0]] + lines[2:]), "E625"),
    ("a line stands twice", journal(lambda lines: lines[:1] + lines), "E625"),
    ("something is written behind the journal", journal(lambda lines: lines + ["x"]), "E625"),
    ("half a line stands behind the journal", at("journal.jsonl", lambda p: p.write_text(p.read_text() + '{"schema"')), "E625"),
    ("the journal is a link", at("journal.jsonl", linked), "E633"),
    ("the journal is a pipe", at("journal.jsonl", piped), "E633"),
    ("the journal is chained anew with another user", chained(lambda acts: [acts[0] | {"user": "x"}] + acts[1:]), "E637"),
    ("a closing is taken out of the chain and the record", both(record(OCTOBER, closing_erased), chained(lambda acts: [a for a in acts if a["act"] not in ("close", "reopen")])), "E637 E628"),
    ("a closing stands twice, the second at the end and chained anew", chained(lambda acts: acts + [a for a in acts if a["act"] == "close"][-1:]), "E628"),
    ("a closing is written that there never was", chained(lambda acts: acts + [acts[-1] | {"act": "close"}]), "E628"),
    ("a department is taken out with its lines", both(remove(SERVICE), chained(lambda acts: [a for a in acts if a["folder"] != SERVICE])), "E637"),
    ("an act is planted as begun", at(".journal-next", lambda p: p.write_text(json.dumps(lines_of(p.parent)[0] | {"before": sha((p.parent / "journal.jsonl").read_text().splitlines()[-1].encode()), "number": 9}))), "W639"),
    ("archive.json is removed", remove("archive.json"), "E602"),
    ("archive.json is no JSON", put("archive.json", "{"), "E609"),
    # names that look alike, and files that hold the same in other bytes
    ("a file whose name ends invisibly is added", put(f"{NOVEMBER}/r2/results.json\u200b"), "W615"),
    ("a file whose name ends in a dot is added", put(f"{NOVEMBER}/r2/results.json."), "W615"),
    ("a file takes a name of other letters that look alike", at(RESULTS, lambda p: p.rename(p.with_name("rеsults.json"))), "E612"),
    ("a department's folder has a twin that ends invisibly", lambda a: shutil.copytree(a / SERVICE, a / f"{SERVICE}\u200b"), "E626 E642"),
    ("a department's folder has a twin in other characters", lambda a: shutil.copytree(a / SERVICE, a / "客户服务部".replace("户", "戶")), "E626 E642"),
    ("a period's folder ends in a blank", lambda a: (a / NOVEMBER).rename(a / f"{NOVEMBER} "), "E627"),
    ("a period's folder has a twin in wide digits", lambda a: shutil.copytree(a / NOVEMBER, a / LIVE / "２０２６-11"), "W615 E626"),
    ("a revision's folder is in capitals", lambda a: (a / NOVEMBER / "r2").rename(a / NOVEMBER / "R2"), "E605"),
    ("a revision has a leading zero", lambda a: (a / NOVEMBER / "r2").rename(a / NOVEMBER / "r02"), "E605"),
    ("a manifest is in capitals", at(f"{NOVEMBER}/r2/manifest.json", lambda p: p.rename(p.with_name("MANIFEST.JSON"))), "E605"),
    ("a record is in capitals", at(f"{NOVEMBER}/current.json", lambda p: p.rename(p.with_name("Current.json"))), "E629"),
    ("the journal is in capitals", at("journal.jsonl", lambda p: p.rename(p.with_name("Journal.jsonl"))), "E624"),
    ("archive.json is in capitals", at("archive.json", lambda p: p.rename(p.with_name("Archive.json"))), "E602"),
    ("archive.json is a link", at("archive.json", linked), "E633"),
    ("archive.json begins with a mark", at("archive.json", lambda p: p.write_bytes(b"\xEF\xBB\xBF" + p.read_bytes())), "E604 E609"),
    ("the journal is a folder", at("journal.jsonl", lambda p: (p.unlink(), p.mkdir())), "E633"),
    ("bytes stand behind a workbook's end", lambda a: grown_by(workbook_of(a / NOVEMBER, "r2"), b"\0"), "E604"),
    ("bytes stand before a workbook's beginning", lambda a: (p := workbook_of(a / NOVEMBER, "r2")).write_bytes(b"x" + p.read_bytes()), "E604"),
    ("a blank stands behind results.json", at(RESULTS, lambda p: grown_by(p, b"\n")), "E604"),
    ("a blank stands behind a manifest", at(f"{NOVEMBER}/r2/manifest.json", lambda p: grown_by(p, b"\n")), "E604"),
    ("a blank stands behind a record", at(f"{NOVEMBER}/current.json", lambda p: grown_by(p, b"\n")), "E628"),
    ("a record says one thing twice", at(f"{NOVEMBER}/current.json", lambda p: text(p, lambda t: t.replace('"state": "open"', '"state": "closed", "state": "open"'))), "E628 E609"),
    ("a record says more", record(NOVEMBER, lambda r: r.update(note="x")), "E628 E609"),
    ("a record's revisions stand in another order", record(NOVEMBER, lambda r: r["revisions"].reverse()), "E628"),
    ("a record is nested without end", put(f"{NOVEMBER}/current.json", "[" * 100_000), "E609"),
    ("a record counts an absurd revision", record(NOVEMBER, lambda r: r.update(current="r18446744073709551616")), "E628 E609 E630"),
    ("a record names a revision above", record(NOVEMBER, lambda r: r["revisions"][1].update(revision="../../x")), "E628 E609 E632"),
    ("facts are those of another period", lambda a: shutil.copy(a / OCTOBER / "r1/facts.json", a / NOVEMBER / "r2/facts.json"), "E604"),
    ("results are another period's, by a second name of the file", lambda a: ((a / RESULTS).unlink(), os.link(a / OCTOBER / "r1/results.json", a / RESULTS)), "E604"),
    ("a file is cut by a byte and filled up", at(RESULTS, lambda p: p.write_bytes(p.read_bytes()[:-1] + b" ")), "E604"),
    ("a manifest names one file twice", lambda a: rehashed(a / NOVEMBER, "r2", lambda m: m["files"].update({"./results.json": m["files"]["results.json"]})), "E632 E634"),
    ("a manifest names a file in the folder above", outside("../r1/results.json"), "E632"),
    ("a manifest names a file that is not there", outside("没有.json"), "E612 E634"),
    ("a manifest names a folder", outside("个人评分表"), "E612 E633 E634"),
    ("a manifest names itself", outside("manifest.json"), "E604 E632 E634"),
    ("a manifest is written in other words", lambda a: (rewrapped(a / NOVEMBER / "r2/manifest.json"), recorded(a / NOVEMBER, "r2")), "E634"),
    ("a manifest names an earlier revision", lambda a: rehashed(a / NOVEMBER, "r2", lambda m: m.update(revision="r1")), "E634"),
    ("a manifest names another month", lambda a: rehashed(a / NOVEMBER, "r2", lambda m: m.update(period="2026-12")), "E634"),
    ("a period is as it was weeks ago", lambda a: replaced(a / OCTOBER, EARLIER / OCTOBER), "E628"),
    ("the journal is as it was weeks ago", lambda a: shutil.copy(EARLIER / "journal.jsonl", a / "journal.jsonl"), "E626"),
    ("everything but the journal is as it was weeks ago", lambda a: [shutil.rmtree(a / SERVICE), replaced(a / LIVE, EARLIER / LIVE)], "E627"),
    ("the journal is another archive's", lambda a: rechained(a, [act | {"department": "别的", "folder": "别的"} for act in lines_of(a)]), "E626 E627"),
    ("the journal begins with a mark", at("journal.jsonl", lambda p: p.write_bytes(b"\xEF\xBB\xBF" + p.read_bytes())), "E625"),
    ("the journal's lines end as in Windows", at("journal.jsonl", lambda p: p.write_bytes(p.read_bytes().replace(b"\n", b"\r\n"))), "E625"),
    ("a blank line stands in the journal", journal(lambda lines: lines[:2] + [""] + lines[2:]), "E625"),
    ("the journal's last line is cut in the middle", at("journal.jsonl", lambda p: p.write_bytes(p.read_bytes()[:-40])), "E625 E628"),
    ("the journal's last line has no end", at("journal.jsonl", lambda p: p.write_bytes(p.read_bytes()[:-1])), "E625"),
    ("a line of the journal says more", journal(lambda lines: [lines[0].replace("{", '{"x":1,', 1)] + lines[1:]), "E625"),
    ("a line's number is changed", journal(lambda lines: [lines[0].replace('"number":1', '"number":7')] + lines[1:]), "E625"),
    ("the lines are numbered anew from two", lambda a: (lines := lines_of(a), (a / "journal.jsonl").write_text(chain([act | {"number": at + 2} for at, act in enumerate(lines)]))), "E625"),
    ("a line is of a newer kind", chained(lambda acts: acts[:-1] + [acts[-1] | {"act": "forget"}]), "E603 E609 E625 E628"),
    ("acts are told in another order, chained anew", chained(lambda acts: [acts[1], acts[0]] + acts[2:]), "E637 E628"),
    ("a closing of a month that was never archived is told", chained(lambda acts: acts + [acts[2] | {"period": "2026-12", "manifest_sha256": None}]), "E625 E627 E628 E637"),
    ("archive.json says more", put("archive.json", '{"schema": "scorebook/archive/2", "x": 1}'), "E604"),
]

# What leaves nothing behind in the archive: only a seal tells.
SEALED = [
    ("the last line names another user", chained(lambda acts: acts[:-1] + [acts[-1] | {"user": "x"}])),
    ("the last line names another machine", chained(lambda acts: acts[:-1] + [acts[-1] | {"host": "x"}])),
    ("the last act is taken back, record and line", rolled_back),
    ("another workbook, scored anew, with every manifest, record, summary and line behind it", figures_forged),
    ("a department is removed with its lines, and every seal behind them", department_forgotten),
    ("every closing is erased with its lines, and every seal behind them", closing_forgotten),
    ("the whole archive is as it was weeks ago", lambda a: replaced(a, EARLIER)),
    ("the whole archive is exchanged for an empty one", lambda a: (shutil.rmtree(a), a.mkdir(), save(a / "archive.json", {"schema": "scorebook/archive/2"}), (a / "journal.jsonl").write_text(""))),
]


def main():
    global AWAY, EARLIER
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        AWAY = folder / "外"
        AWAY.mkdir()
        EARLIER = folder / "从前"
        honest = built(folder / "办公室")
        status, _, said = scorebook(folder, "archive", "verify", "--archive", honest)
        assert status == 0 and not re.search(r"\b[EWN]\d{3}\b", said), said
        kept = must(folder, "archive", "seal", "--archive", honest).strip()
        assert "seal holds" in scorebook(folder, "archive", "verify", "--archive", honest, "--seal", kept)[2]
        wrong = []

        def verified(deed, *more):
            root = folder / "档案"
            shutil.copytree(honest, root)
            try:
                deed(root)
                return scorebook(folder, "archive", "verify", "--archive", "档案", *more)
            except subprocess.TimeoutExpired:
                return 124, "", "no end"
            except Exception as error:
                return 125, "", f"the tampering itself failed: {error!r}"
            finally:
                shutil.rmtree(root)

        for what, deed, codes in TAMPERINGS:
            status, _, said = verified(deed)
            told = set(re.findall(r"\b[EWN]\d{3}\b", said))
            as_error = status == 1 if any(code[0] == "E" for code in told) else status == 0
            if not told & set(codes.split()) or not as_error or "panicked" in said:
                wrong.append(f"{what}: {codes} expected\n{said}")
        for what, deed in SEALED:
            status, _, said = verified(deed)
            if status != 0 or re.search(r"\bE\d{3}\b", said) or "only a seal" not in said:
                wrong.append(f"{what}, without a seal: status {status}\n{said}")
            status, _, said = verified(deed, "--seal", kept)
            if status != 1 or "E635" not in said:
                wrong.append(f"{what}, with a seal: status {status}\n{said}")
        for one in wrong:
            print(f"not found: {one}", file=sys.stderr)
        if wrong:
            return 1
        print(f"{len(TAMPERINGS)} tamperings are found, {len(SEALED)} more that only a seal tells are found with it")
        return 0


if __name__ == "__main__":
    sys.exit(main())
