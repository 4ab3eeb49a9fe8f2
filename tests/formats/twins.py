"""Holds every Parquet twin of a folder against its table, as polars reads both.

    twins.py FOLDER
"""

import pathlib
import sys

import polars as pl

folder = pathlib.Path(sys.argv[1])
tables = sorted(folder.glob("*.csv"))
for path in tables:
    twin = pl.read_parquet(path.with_suffix(".parquet"))
    # A table in which all numbers of a column are whole looks like one of whole numbers.
    table = pl.read_csv(path, infer_schema_length=None).cast(twin.schema)
    if not table.equals(twin, null_equal=True):
        sys.exit(f"{path.name} differs from its twin")
print(f"  {len(tables)} twins as their tables")
