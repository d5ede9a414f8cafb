#!/usr/bin/env bash
# Evaluates the wetlands of the sample county; further options are passed on.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
dotnet run -c Release --project src/CarbonSink.Cli -- evaluate gis-samples/linxiang/wetlands --out linxiang-wetlands "$@"
exec dotnet run -c Release --project src/CarbonSink.Cli -- evaluate gis-samples/linxiang/wetlands/with-baseline --out linxiang-wetlands-with-baseline "$@"
