"""Capability by variant and explicit share: mean, 95 % interval, the best share, and the difference from the reference.

    pip install pandas scipy
    python pandas_example.py output/NAME
"""

import json
import sys

import pandas as pd
from scipy import stats

folder = sys.argv[1]
runs = pd.read_csv(f"{folder}/runs.csv", keep_default_na=False, na_values=[""])
by = ["variant", "explicit_share"]
table = runs.groupby(by, sort=False).capability.agg(n="count", mean="mean", sd="std")
half_width = stats.t.ppf(0.975, table.n - 1) * table.sd / table.n**0.5
table["ci_low"], table["ci_high"] = table["mean"] - half_width, table["mean"] + half_width
table["best"] = table["mean"] == table.groupby("variant")["mean"].transform("max")

# Runs of equal number share their luck, so differences are taken replicate by replicate.
reference = runs[runs.variant == json.load(open(f"{folder}/manifest.json"))["reference"]]
pairs = runs.merge(reference, on=["explicit_share", "replicate"], suffixes=("", "_reference"))
pairs["difference"] = pairs.capability - pairs.capability_reference
table["difference"] = pairs.groupby(by).difference.mean()
print(table.drop(columns="sd").to_csv(), end="")
