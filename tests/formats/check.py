"""Holds what other programs made of a folder against the folder's own tables. Needs nothing but Python.

    check.py reading FOLDER OUTPUT    the examples that read a folder: means, intervals, the best share, differences
    check.py sample FOLDER SAMPLE     a sample of points: every value kept to the bit, every result in its row
    check.py indices FOLDER OUTPUT    Sobol indices of SALib against those of sensitivity.csv
"""

import csv
import math
import sys

AXIS, METRIC = "explicit_share", "capability"


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def same(what, found, expected, tolerance=1e-12):
    found, expected = float(found), float(expected)
    if not abs(found - expected) <= tolerance * max(1, abs(expected)):
        sys.exit(f"{what}: {found!r}, but the table says {expected!r}")


def reading(folder, output):
    cell = lambda row: (row["variant"], float(row[AXIS]))
    of = lambda table: [row for row in rows(f"{folder}/{table}.csv") if row["metric"] == METRIC]
    points = {cell(row): row for row in of("points")}
    differences = {cell(row): row["mean_difference"] for row in of("paired")}
    best = {row["variant"]: float(row["at"]) for row in of("optimum") if row["axis"] == AXIS}
    found = rows(output)
    if sorted(map(cell, found)) != sorted(points):
        sys.exit(f"{len(found)} cells, but points.csv has {len(points)}")
    for row in found:
        variant, share = cell(row)
        for column in ["n", "mean", "ci_low", "ci_high"]:
            same(f"{column} of {variant} at {share}", row[column], points[cell(row)][column])
        same(f"difference of {variant} at {share}", row["difference"], differences.get(cell(row), 0))
        if (row["best"].lower() == "true") != (best[variant] == share):
            sys.exit(f"best of {variant}: optimum.csv says {best[variant]}")
    print(f"  {len(found)} means, intervals and differences as in points.csv, paired.csv and optimum.csv")


def sample(folder, drawn):
    """The runs of a row are found by the row's values, not by its number, so a row in the wrong place is seen."""
    names = list(rows(f"{folder}/design.csv")[0])
    point = lambda row: tuple(float(row[name]) for name in names)
    design = [point(row) for row in rows(f"{folder}/design.csv")]
    if design != [point(row) for row in rows(drawn)]:
        sys.exit("design.csv is not the sample, value by value and row by row")
    runs = {}
    for row in rows(f"{folder}/runs.csv"):
        runs.setdefault((row["variant"], point(row)), []).append(float(row[METRIC]))
    points = [row for row in rows(f"{folder}/points.csv") if row["metric"] == METRIC]
    for row in points:
        of_point = runs[row["variant"], design[int(row["row"]) - 1]]
        same(f"mean of row {row['row']}", row["mean"], math.fsum(of_point) / len(of_point))
    print(f"  {len(design)} points to the bit, {len(points)} means in their rows")


def indices(folder, output):
    ours = {}
    for row in rows(f"{folder}/sensitivity.csv"):
        if row["metric"] == METRIC:
            ours[row["parameter"], row["index"]] = row["estimate"]
    for row in rows(output):
        name = row[""]
        # Both divide by the variance of A and B; SALib centres on all rows, seci on A and B, which moves S1 a little.
        same(f"ST of {name}", row["ST"], ours[name, "total"], 1e-9)
        same(f"S1 of {name}", row["S1"], ours[name, "first"], 1e-3)
        print(f"  {name}: S1 {float(row['S1']):.4f} (seci {float(ours[name, 'first']):.4f}), "
              f"ST {float(row['ST']):.4f} (seci {float(ours[name, 'total']):.4f})")


if __name__ == "__main__":
    {"reading": reading, "sample": sample, "indices": indices}[sys.argv[1]](*sys.argv[2:])
