#!/usr/bin/env bash
# Reads the plan of the sample, spreads its targets and judges them; further options are passed on.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
dotnet run -c Release --project src/CarbonSink.Cli -- targets import gis-samples/yuhua/targets/plan.txt --out yuhua-targets "$@"
dotnet run -c Release --project src/CarbonSink.Cli -- targets allocate gis-samples/yuhua/targets --out yuhua-targets-allocated "$@"
exec dotnet run -c Release --project src/CarbonSink.Cli -- targets assess gis-samples/yuhua/targets --out yuhua-targets-progress "$@"
