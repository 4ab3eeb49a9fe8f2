"""Sobol indices by SALib: it draws the sample, seci runs it, SALib analyses what comes out.

    pip install SALib pandas
    python salib_example.py sample               # writes points.csv, beside salib.toml
    seci run salib.toml
    python salib_example.py analyse output/salib

Also for a sweep of design "saltelli", whose rows stand in the order that SALib calls calc_second_order=False.
"""

import json
import sys

import pandas as pd
from SALib.analyze import sobol as analysis
from SALib.sample import sobol as sample

names, bounds = ["explicit_share", "turnover", "drift"], [[0, 1], [0, 0.5], [0, 0.5]]
problem = {"num_vars": len(names), "names": names, "bounds": bounds}

if sys.argv[1] == "sample":
    rows = sample.sample(problem, 64, calc_second_order=False, seed=1)
    # With the names as header and without an index, every digit is kept.
    pd.DataFrame(rows, columns=names).to_csv("points.csv", index=False)
else:
    folder = sys.argv[2]
    design, points = (pd.read_csv(f"{folder}/{table}.csv") for table in ["design", "points"])
    reference = json.load(open(f"{folder}/manifest.json"))["reference"]
    chosen = points[(points.metric == "capability") & (points.variant == reference)]
    # SALib takes the results in the order of the sample, which is the column `row`; where no run has finished, nothing.
    means = chosen.set_index("row")["mean"].reindex(range(1, len(design) + 1)).to_numpy()
    indices = analysis.analyze(problem, means, calc_second_order=False, seed=1)
    columns = ["S1", "S1_conf", "ST", "ST_conf"]
    print(pd.DataFrame({key: indices[key] for key in columns}, index=names).to_csv(), end="")
