#!/usr/bin/env bash
# Proof on a real Slurm: the job script of docs/clusters.md as an array of 8, one task killed with -9, one cancelled, both
# resubmitted as documented, merged, and compared byte by byte with the result of this machine alone.
# Starts a Slurm of one node with two processors, all of it in a temporary folder; needs root, to install Debian's packages.
# bash tests/clusters/slurm.sh

# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

daemons=()
finish() {
    if ((${#daemons[@]})); then
        timeout 10 scancel --user="$(id -un)" 2>/dev/null || true
        for _ in {1..40}; do
            [[ $(timeout 5 squeue --noheader 2>/dev/null) ]] || break
            sleep 0.3
        done
        end_processes "${daemons[@]}"
    fi
    rm -rf "$folder"
}
trap finish EXIT

on_failure() {
    tail -n 20 "$folder"/slurm/*.log "$folder"/work/slurm-*.out 2>/dev/null
    if ((${#daemons[@]})); then
        timeout 5 sinfo
        timeout 5 squeue
    fi
}

install_slurm() {
    local program missing=()
    for program in munged slurmctld slurmd sbatch; do
        command -v "$program" >/dev/null || missing+=("$program")
    done
    ((${#missing[@]})) || return 0
    say "installing Slurm (missing: ${missing[*]})"
    command -v apt-get >/dev/null || skip "this machine has no Slurm and no apt-get to install Debian's"
    ((EUID == 0)) || skip 'this machine has no Slurm; run as root to install it, or: apt-get install slurm-wlm munge'
    export DEBIAN_FRONTEND=noninteractive
    if ! { timeout 120 apt-get update && timeout 300 apt-get install --yes --no-install-recommends slurm-wlm munge; } \
        >"$folder/apt.log" 2>&1; then
        tail -n 5 "$folder/apt.log"
        skip 'slurm-wlm could not be installed'
    fi
}

free_port() {
    local port
    while port=$((20000 + RANDOM % 10000)) && (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
    echo "$port"
}

# No systemd, no control groups, no accounting: what remains works in a container as well.
configure() {
    local node
    node=$(hostname -s)
    mkdir -p "$folder/slurm/state" "$folder/slurm/spool"
    head -c 128 /dev/urandom >"$folder/slurm/munge.key"
    chmod 600 "$folder/slurm/munge.key"
    chmod 755 "$folder" "$folder/slurm"
    export SLURM_CONF=$folder/slurm/slurm.conf
    cat >"$SLURM_CONF" <<END
ClusterName=proof
SlurmctldHost=$node(127.0.0.1)
SlurmctldPort=$(free_port)
SlurmdPort=$(free_port)
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/munge
AuthInfo=socket=$folder/slurm/munge.socket
StateSaveLocation=$folder/slurm/state
SlurmdSpoolDir=$folder/slurm/spool
SlurmctldPidFile=$folder/slurm/slurmctld.pid
SlurmdPidFile=$folder/slurm/slurmd.pid
SlurmctldLogFile=$folder/slurm/slurmctld.log
SlurmdLogFile=$folder/slurm/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
ReturnToService=2
KillWait=5
NodeName=$node NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=all Nodes=$node Default=YES MaxTime=INFINITE State=UP
END
}

node_is_idle() { [[ $(timeout 5 sinfo --noheader --format=%t 2>/dev/null) == idle ]]; }

start() {
    configure
    munged --foreground --key-file="$folder/slurm/munge.key" --socket="$folder/slurm/munge.socket" \
        --pid-file="$folder/slurm/munge.pid" --log-file="$folder/slurm/munge.log" --seed-file="$folder/slurm/munge.seed" \
        >/dev/null 2>&1 &
    daemons+=($!)
    wait_until 20 'munged has its socket' test -S "$folder/slurm/munge.socket"
    slurmctld -D >/dev/null 2>&1 &
    daemons=($! "${daemons[@]}")
    slurmd -D >/dev/null 2>&1 &
    daemons=($! "${daemons[@]}")
    wait_until 60 'the node is idle' node_is_idle
    say "$(sinfo --version): one node, two processors"
}

# submit LINE: a documented command line of sbatch; leaves the job's number in `job`.
submit() {
    local answer
    answer=$(documented "$1") || fail "$1: $answer"
    job=${answer##* }
    say "$1: job $job"
}

# state TASK: how the task of `job` stands.
state() { scontrol --oneliner show job "${job}_$1" | grep -o 'JobState=[A-Z_]*' | head -n 1; }
has_state() { [[ $(state "$1") == "JobState=$2" ]]; }
is_over() { [[ -z $(squeue --noheader --jobs="$job" 2>/dev/null) ]]; }

install_slurm
prepare
single_machine
start

from_documentation job.sh
submit 'sbatch job.sh'

wait_until 120 'task 3 is at work' at_work 3
process=$(process_of 3)
[[ $process ]] || fail 'task 3 is done before it could be killed: sweep.toml is too small for this machine'
kill -9 "$process"
wait_until 20 'Slurm notices that task 3 was killed' has_state 3 FAILED
say "task 3: process $process killed with -9; Slurm says FAILED"

wait_until 120 'task 6 is at work' at_work 6
scancel "${job}_6"
wait_until 20 'task 6 is cancelled' has_state 6 CANCELLED
say 'task 6: scancel; Slurm says CANCELLED'

wait_until 300 'the array is done' is_over
say 'array done'
for task in 1 2 4 5 7 8; do
    has_state "$task" COMPLETED || fail "task $task: $(state "$task")"
done
expect_missing 3 6

submit 'sbatch --array=3,6 job.sh'
wait_until 120 'the resubmitted tasks are done' is_over
for task in 3 6; do
    has_state "$task" COMPLETED || fail "resubmitted task $task: $(state "$task")"
    grep -E 'reused [1-9]' "slurm-${job}_$task.out" || fail "resubmitted task $task started over: $(cat "slurm-${job}_$task.out")"
done
merge_and_compare
say 'PASS: Slurm, 8 tasks, one killed, one cancelled, both resubmitted: the bytes of a single machine'
