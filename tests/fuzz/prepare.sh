#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# prepare.sh TARGET FOLDER: fills the folder with the seeds of a fuzz target and writes FOLDER.dict with the attribute
# keys. Seeds are the test data themselves, copied when a run starts: what a test covers, a fuzz run starts from.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
target=$1
folder=$2
mkdir -p "$folder"
case $target in
fuzz_dialect_json | fuzz_otlp_json | fuzz_file_reader | fuzz_masker)
    for seed in "$root"/tests/data/dialect/*.json; do
        cp "$seed" "$folder/seed-$(basename "$seed")"
    done
    ;;
esac
# "key" a line, from PENSTOCK_KEY(id, "key")
sed -n 's/^PENSTOCK_KEY([A-Za-z0-9]*, *\("[^"]*"\)).*/\1/p' "$root/core/model/keys.def" >"$folder.dict"
