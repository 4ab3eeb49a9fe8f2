-- Capability by variant and explicit share: mean, 95 % interval, the best share, and the difference from the reference.
--
--     duckdb -csv -cmd "SET VARIABLE folder = 'output/NAME'" -f duckdb_example.sql

WITH runs AS (
    -- All lines tell the types: the first thousands may all be of the point 0, which looks like a whole number.
    FROM read_csv(getvariable('folder') || '/runs.csv', sample_size = -1)
), points AS (
    FROM read_csv(getvariable('folder') || '/points.csv', sample_size = -1)
), reference AS (
    SELECT * FROM runs WHERE variant = (SELECT reference FROM read_json(getvariable('folder') || '/manifest.json'))
), means AS (
    -- Runs of equal number share their luck, so differences are taken replicate by replicate.
    SELECT runs.variant, explicit_share, count(*) AS n, avg(runs.capability) AS mean,
           avg(runs.capability - reference.capability) AS difference
    FROM runs JOIN reference USING (explicit_share, replicate)
    GROUP BY ALL
)
SELECT variant, explicit_share, means.n, means.mean, ci_low, ci_high,
       means.mean = max(means.mean) OVER (PARTITION BY variant) AS best, difference
FROM means JOIN points USING (variant, explicit_share)
WHERE metric = 'capability'
ORDER BY variant, explicit_share;
