#!/usr/bin/env bash
# Evaluates the wetlands of the sample county; further options are passed on.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
dotnet run -c Release --project src/CarbonSink.Cli -- evaluate gis-samples/ruichang/wetlands --out ruichang-wetlands "$@"
exec dotnet run -c Release --project src/CarbonSink.Cli -- evaluate gis-samples/ruichang/wetlands/protection --out ruichang-wetland-protection "$@"
