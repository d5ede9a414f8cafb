#!/usr/bin/env bash
# Assesses the sample county; further options are passed on.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
exec dotnet run -c Release --project src/CarbonSink.Cli -- assess gis-samples/fushun --out fushun-report "$@"
