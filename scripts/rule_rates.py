#!/usr/bin/env python3
"""Measure how many of the rules that offices wrote are read right, and hold the rates against floors.

    scripts/rule_rates.py SCOREBOOK TABLE [--at-least PERCENT] [--list] [--markdown]

TABLE has the columns id, split, family, rule, unit, target, full, value, expect, note, parted by tabs; in a rule \\n stands for
a line break. `expect` is the points, VETO, or REFUSE where no points may come out. Every line is put to `scorebook rule
--json`. A rule is right when all of its lines are. Silently wrong is a line that gets points, but not its own: nobody would
notice. Where a rule is refused that has points, the first sentence that the program offers in its place is tried: it counts as
wrong when it gives one of the lines other points.

--at-least: percent of rules that must be right. --list: every line that is not right, and every wrong offer. --markdown: the
figures by family as a table for docs/rules.md. Exit status: 0 floors held, 1 one is not (silently wrong and wrong offers must
be none, always), 2 something is missing or unreadable.
"""
import argparse
import collections
import concurrent.futures
import csv
import decimal
import json
import os
import pathlib
import subprocess
import sys

COLUMNS = ["id", "split", "family", "rule", "unit", "target", "full", "value", "expect", "note"]
REFUSE, VETO = "REFUSE", "VETO"
SIX = decimal.Decimal("0.000001")


def points(text):
    """An expectation or an answer, so that 7.50 and 7.5 are one."""
    if text in (REFUSE, VETO):
        return text
    return format(decimal.Decimal(text).quantize(SIX, decimal.ROUND_HALF_UP).normalize(), "f")


class Program:
    """Asks each question once."""

    def __init__(self, path):
        self.path = path

    def ask(self, line, rule):
        """What the program gives for the line's value under `rule`, and the first sentence that it offers where it gives nothing."""
        command = [self.path, "rule", rule, "--value", line["value"], "--full", line["full"] or "100", "--json"]
        for option in ("unit", "target"):
            if line[option]:
                command += [f"--{option}", line[option]]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
        if done.returncode not in (0, 1):
            raise SystemExit(f"{line['id']}: exit status {done.returncode}: {done.stderr.strip()}")
        said = json.loads(done.stdout)
        if done.returncode == 1:
            return REFUSE, next((one["nearest"] for one in said["problems"] if one.get("nearest")), None)
        return (VETO if said["veto"] else points(said["points"])), None

    def judge(self, line):
        """(line, what came, the offer, what the offer gives)."""
        got, offer = self.ask(line, line["rule"].replace("\\n", "\n"))
        offered = None
        if got == REFUSE and line["expect"] != REFUSE and offer:
            offered = self.ask(line, offer)[0]
        return line, got, offer, offered


class Rates:
    """What a table comes to."""

    def __init__(self):
        self.rules = {}
        self.lines = collections.defaultdict(lambda: [0, 0])
        self.refused, self.offers = set(), collections.defaultdict(list)
        self.silent, self.wrong = [], []

    def add(self, line, got, offer, offered):
        want = points(line["expect"])
        right = got == want
        rule = (line["rule"], line["unit"], line["target"], line["full"])
        family = "refused" if want == REFUSE else line["family"]
        first, before = self.rules.get(rule, (family, True))
        self.rules[rule] = (first, before and right)
        self.lines[family][0] += right
        self.lines[family][1] += 1
        if not right:
            self.wrong.append(f"{line['id']} {line['rule']} [{line['unit']} {line['target']} {line['full']}] at {line['value']}: {got}, not {want}")
            if got != REFUSE:
                self.silent.append(line["id"])
        if got == REFUSE and want != REFUSE:
            self.refused.add(rule)
            if offer:
                self.offers[rule].append((offer, offered, want))

    def right_offers(self):
        """Rules whose offer gives every line its points."""
        return sum(all(gives == want for _, gives, want in tried) for tried in self.offers.values())

    def wrong_offers(self):
        """Rules whose offer gives a line other points."""
        moved = {}
        for rule, tried in self.offers.items():
            for offer, gives, want in tried:
                if gives not in (REFUSE, want):
                    moved[rule[0]] = f"{offer} gives {gives}, not {want}"
        return moved

    def families(self):
        """(family, right rules, rules, right lines, lines), as they are named."""
        rules = collections.defaultdict(lambda: [0, 0])
        for family, right in self.rules.values():
            rules[family][0] += right
            rules[family][1] += 1
        return [(family, *rules[family], *self.lines[family]) for family in sorted(self.lines)]


def share(part, whole):
    return f"{decimal.Decimal(100 * part) / whole:.1f}%" if whole else "–"


def main():
    arguments = argparse.ArgumentParser(description="Rates of right, silently wrong and wrongly offered rules.")
    arguments.add_argument("scorebook")
    arguments.add_argument("table", type=pathlib.Path)
    arguments.add_argument("--at-least", type=decimal.Decimal, default=decimal.Decimal(0))
    arguments.add_argument("--list", action="store_true")
    arguments.add_argument("--markdown", action="store_true")
    given = arguments.parse_args()
    with given.table.open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        if table.fieldnames != COLUMNS:
            raise SystemExit(f"{given.table}: columns {table.fieldnames}, not {COLUMNS}")
        lines = list(table)
    if not lines:
        raise SystemExit(f"{given.table}: no line")
    program, rates = Program(given.scorebook), Rates()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for judged in pool.map(program.judge, lines):
            rates.add(*judged)
    right = sum(right for _, right in rates.rules.values())
    moved = rates.wrong_offers()
    if given.list:
        for line in rates.wrong:
            print(line)
        for rule, why in moved.items():
            print(f"offered for {rule}: {why}")
    if given.markdown:
        print("| family | rules right | lines right |\n|---|---|---|")
    for family, good, rules, well, number in rates.families():
        if given.markdown:
            print(f"| {family.replace('_', ' ')} | {good} of {rules} | {well} of {number} |")
        else:
            print(f"  {family:12} {good:4} of {rules:4} rules, {well:4} of {number:4} lines")
    well, number = (sum(column) for column in zip(*rates.lines.values()))
    print(f"{given.table.name}: {right} of {len(rates.rules)} rules right ({share(right, len(rates.rules))}), {well} of {number} lines "
          f"({share(well, number)}); {len(rates.silent)} lines silently wrong; {len(rates.refused)} rules refused that have points, "
          f"offers right for {rates.right_offers()}, wrong for {len(moved)}")
    held = 100 * right >= given.at_least * len(rates.rules) and not rates.silent and not moved
    if not held:
        print(f"floors: {given.at_least}% of rules right, none silently wrong, no wrong offer", file=sys.stderr)
    return 0 if held else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except SystemExit as stop:
        if isinstance(stop.code, str):
            print(stop.code, file=sys.stderr)
            sys.exit(2)
        raise
    except (OSError, ValueError, KeyError, decimal.InvalidOperation) as failed:
        print(failed, file=sys.stderr)
        sys.exit(2)
