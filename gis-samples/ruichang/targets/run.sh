#!/usr/bin/env bash
# Reads the plan of the sample, spreads its targets and judges them; further options are passed on.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
dotnet run -c Release --project src/CarbonSink.Cli -- targets import gis-samples/ruichang/targets/plan.txt --out ruichang-targets "$@"
dotnet run -c Release --project src/CarbonSink.Cli -- targets allocate gis-samples/ruichang/targets --out ruichang-targets-allocated "$@"
exec dotnet run -c Release --project src/CarbonSink.Cli -- targets assess gis-samples/ruichang/targets --out ruichang-targets-progress "$@"
