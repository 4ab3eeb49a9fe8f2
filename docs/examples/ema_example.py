"""Feature scores by the EMA Workbench: it lays out the experiments, seci runs them, the workbench analyses what comes out.

    pip install ema_workbench
    python ema_example.py sample                 # writes experiments.csv, beside ema.toml
    seci run ema.toml
    python ema_example.py analyse output/ema

seci leaves the columns `scenario`, `policy` and `model` of the experiments aside, and says so.
"""

import sys

import pandas as pd
from ema_workbench import Model, RealParameter, ScalarOutcome, perform_experiments
from ema_workbench.analysis import RuleInductionType, feature_scoring

if sys.argv[1] == "sample":
    # The workbench wants a model; seci stands in for it afterwards.
    model = Model("seci", function=lambda **parameters: {"capability": 0.0})
    model.uncertainties = [
        RealParameter("explicit_share", 0, 1),
        RealParameter("turnover", 0, 0.5),
        RealParameter("drift", 0, 0.5),
    ]
    model.outcomes = [ScalarOutcome("capability")]
    experiments, _ = perform_experiments(model, scenarios=200)
    experiments.to_csv("experiments.csv", index=False)
else:
    experiments = pd.read_csv("experiments.csv")
    points = pd.read_csv(f"{sys.argv[2]}/points.csv")
    # Experiments and outcomes belong together by position, which is the column `row`, from 1.
    chosen = points[points.metric == "capability"].sort_values("row")
    inputs = experiments.drop(columns=["scenario", "policy", "model"]).iloc[chosen.row - 1]
    scores = feature_scoring.get_ex_feature_scores(inputs, chosen["mean"].to_numpy(), mode=RuleInductionType.REGRESSION)
    print(scores[0].to_csv(header=["score"]), end="")
