#!/usr/bin/env bash
# Evaluates the sample; further options are passed on.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
exec dotnet run -c Release --project src/CarbonSink.Cli -- evaluate gis-samples/fushun/grassland --out grassland-report "$@"
