#!/usr/bin/env bash
# The long run: reads damaged files of one seed after another until it is stopped or one fails. Arguments: cases per seed, first seed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
cases=${1:-2000000}
seed=${2:-$(date +%s)}
dotnet build tests/CarbonSink.Fuzz -c Release --verbosity quiet
while dotnet tests/CarbonSink.Fuzz/bin/Release/net10.0/CarbonSink.Fuzz.dll run "$cases" "$seed" fuzz-failures; do
  seed=$((seed + 1))
done
echo "failing files of seed $seed are in fuzz-failures" >&2
exit 1
