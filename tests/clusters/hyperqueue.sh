#!/usr/bin/env bash
# Proof on a real HyperQueue: its server, a worker, the array of docs/clusters.md with 8 tasks, one of them killed with -9,
# resubmitted as documented, merged, and compared byte by byte with the result of this machine alone.
# The wheel on PyPI holds the whole engine with its Python interface, but not the command `hq`: the array is submitted in Python.
# bash tests/clusters/hyperqueue.sh

# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

version=0.27.0
processes=()
finish() {
    ((${#processes[@]})) && end_processes "${processes[@]}"
    rm -rf "$folder"
}
trap finish EXIT

on_failure() { tail -n 20 "$folder"/*.log "$folder"/work/*.log "$folder"/work/*.std* 2>/dev/null; }

install_hyperqueue() {
    command -v python3 >/dev/null || skip 'HyperQueue needs Python, and there is no python3'
    if ! timeout 180 python3 -m pip install --quiet --disable-pip-version-check --retries 1 --target "$folder/python" \
        "hyperqueue==$version" >"$folder/pip.log" 2>&1; then
        tail -n 3 "$folder/pip.log"
        skip 'HyperQueue could not be installed from PyPI'
    fi
    # Clients find the server by what it leaves in the home directory: give it one of its own. Python itself must not be
    # looked for there (pyenv does), hence the link.
    ln -s "$(python3 -c 'import sys; print(sys.executable)')" "$folder/bin/python3"
    export PYTHONPATH=$folder/python HOME=$folder/home TMPDIR=$folder
    mkdir "$HOME"
}

start() {
    python3 - >"$folder/server.log" 2>&1 <<'END' &
import os
import signal
from hyperqueue import LocalCluster
from hyperqueue.cluster import WorkerConfig

signal.signal(signal.SIGTERM, signal.default_int_handler)
with LocalCluster(os.path.expanduser("~/.hq-server"), WorkerConfig(cores=2)):
    print("ready", flush=True)
    signal.pause()
END
    processes+=($!)
    wait_until 30 'server and worker are there' grep -q ready "$folder/server.log"
    say "HyperQueue $version: one server, one worker, two processors"
}

prepare
install_hyperqueue
single_machine
start

from_documentation submit.py
python3 submit.py >array.log 2>&1 &
array=$!
processes+=("$array")
say 'array submitted'

wait_until 120 'part 3 is at work' at_work 3
process=$(process_of 3)
[[ $process ]] || fail 'part 3 is done before it could be killed: sweep.toml is too small for this machine'
kill -9 "$process"
say "part 3: process $process killed with -9"

wait_until 300 'the array is done' bash -c "! kill -0 $array 2>/dev/null"
wait "$array" && fail 'HyperQueue did not notice that a task was killed'
say "array done; HyperQueue says: $(grep -m 1 -i 'signal' array.log || tail -n 1 array.log)"
expect_missing 3

documented 'python3 submit.py 3' >again.log 2>&1 || fail 'the resubmitted part failed'
grep -hE 'reused [1-9]' 0.stdout 0.stderr || fail "the resubmitted part started over: $(cat 0.stdout 0.stderr)"
merge_and_compare

# Every part once more, each task knowing its part by HQ_TASK_ID alone: nothing to compute, no harm done.
mkdir again
python3 - >again.log 2>&1 <<'END' || fail 'the array run a second time failed'
from hyperqueue import Client, Job

job = Job(max_fails=None)
for task in range(8):
    job.program(["seci", "run", "sweep.toml", "--shard", "auto/8", "--jobs", "1"],
                stdout="%{CWD}/again/%{TASK_ID}.out", stderr="%{CWD}/again/%{TASK_ID}.err")
client = Client()
client.wait_for_jobs([client.submit(job)])
END
for part in 1 2 3 4 5 6 7 8; do
    [[ $(grep -l "part $part of 8" again/*.err | wc -l) == 1 ]] || fail "--shard auto/8: part $part was not run exactly once"
done
[[ $(grep -l 'computed 0 ' again/*.out | wc -l) == 8 ]] || fail 'a part that was whole was computed again'
say 'the same array again, with --shard auto/8: each part found once by HQ_TASK_ID, nothing computed'
merge_and_compare
say 'PASS: HyperQueue, 8 tasks, one killed and resubmitted: the bytes of a single machine'
