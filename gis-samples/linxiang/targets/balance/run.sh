#!/usr/bin/env bash
# Balances emissions and sink of the sample county; further options are passed on.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../../.."
exec dotnet run -c Release --project src/CarbonSink.Cli -- balance gis-samples/linxiang/targets/balance --out linxiang-balance "$@"
