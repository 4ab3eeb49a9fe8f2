"""Capability by variant and explicit share: mean, 95 % interval, the best share, and the difference from the reference.

    pip install polars
    python polars_example.py output/NAME
"""

import json
import sys

import polars as pl

folder = sys.argv[1]
# The whole file tells the types: its first hundred lines may all be of the point 0, which looks like a whole number.
runs, points = (pl.read_csv(f"{folder}/{table}.csv", infer_schema_length=None) for table in ["runs", "points"])
reference = pl.col("variant") == json.load(open(f"{folder}/manifest.json"))["reference"]
by = ["variant", "explicit_share"]

# Runs of equal number share their luck, so differences are taken replicate by replicate.
pairs = runs.join(runs.filter(reference), on=["explicit_share", "replicate"], suffix="_reference")
difference = pl.col("capability") - pl.col("capability_reference")
table = pairs.group_by(by, maintain_order=True).agg(
    n=pl.len(), mean=pl.col("capability").mean(), difference=difference.mean()
)
intervals = points.filter(pl.col("metric") == "capability").select(*by, "ci_low", "ci_high")
table = table.join(intervals, on=by).with_columns(best=pl.col("mean") == pl.col("mean").max().over("variant"))
print(table.write_csv(), end="")
