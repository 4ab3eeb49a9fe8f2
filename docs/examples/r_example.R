# Capability by variant and explicit share: mean, 95 % interval, the best share, and the difference from the reference.
#
#     Rscript r_example.R output/NAME

folder <- commandArgs(trailingOnly = TRUE)[1]
runs <- read.csv(file.path(folder, "runs.csv"), na.strings = "")
paired <- read.csv(file.path(folder, "paired.csv"), na.strings = "")

# Runs of equal number share their luck, so differences are taken replicate by replicate.
reference <- runs[runs$variant == paired$reference[1], c("explicit_share", "replicate", "capability")]
pairs <- merge(runs, reference, by = c("explicit_share", "replicate"), suffixes = c("", "_reference"))
pairs$difference <- pairs$capability - pairs$capability_reference

table <- aggregate(cbind(mean = capability, difference) ~ variant + explicit_share, pairs, mean)
table$n <- aggregate(capability ~ variant + explicit_share, pairs, length)$capability
sd <- aggregate(capability ~ variant + explicit_share, pairs, sd)$capability
half_width <- qt(0.975, table$n - 1) * sd / sqrt(table$n)
table$ci_low <- table$mean - half_width
table$ci_high <- table$mean + half_width
table$best <- table$mean == ave(table$mean, table$variant, FUN = max)
write.csv(table, quote = FALSE, row.names = FALSE)
