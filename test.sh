#!/usr/bin/env bash
# Runs every test on Debian: installs what the tests want and is missing (as root, by apt), restores with the lock files, builds, tests, counts.
# REQUIRE_FIXTURES=1: the third-party data in ../shared must be there, and a skipped test is a failure.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
# The SDK itself starts without ICU only when it is told so; the program never needs it.
ldconfig -p | grep libicuuc > /dev/null || export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1

# What the tests want beside the SDK, as command:package, file:package (a file may be a pattern) or font NAME:package.
# The tests of the register start a PostgreSQL server of their own; a cluster that Debian makes is not used. PostGIS brings the server it was built for.
postgis=$(apt-cache search --names-only '^postgresql-[0-9]+-postgis-3$' 2> /dev/null | sort -V | tail -n 1 | cut -d ' ' -f 1)
wanted=(
  "/usr/share/postgresql/*/extension/postgis.control:${postgis:-postgresql-15-postgis-3}"
  setpriv:util-linux
  strace:strace
  ogrinfo:gdal-bin
  /usr/lib/python3/dist-packages/osgeo_utils:python3-gdal
  /usr/lib/python3/dist-packages/qgis:python3-qgis
  chromium:chromium
  /usr/lib/libreoffice/program/libsclo.so:libreoffice-calc
  /usr/lib/libreoffice/program/libswlo.so:libreoffice-writer
  pdftotext:poppler-utils
  fc-list:fontconfig
  "font Noto Sans CJK SC:fonts-noto-cjk"
)
there() {
  case $1 in
    /*) compgen -G "$1" > /dev/null ;;
    font\ *) fc-list 2> /dev/null | grep "${1#font }" > /dev/null ;;
    *) command -v "$1" > /dev/null ;;
  esac
}
missing=()
for want in "${wanted[@]}"; do
  there "${want%%:*}" || missing+=("${want##*:}")
done
if ((${#missing[@]})); then
  echo "installing: ${missing[*]}"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" > /dev/null
else
  echo "nothing to install"
fi

if ! sdk=$(dotnet --version 2>&1); then
  echo "the .NET SDK named in global.json is missing: ${sdk}" >&2
  echo "install .NET SDK 10.0 (https://dotnet.microsoft.com/download/dotnet/10.0) and see that dotnet is on the PATH" >&2
  exit 3
fi
echo ".NET SDK ${sdk}"

results=TestResults
rm -rf "$results"
echo "restoring with the lock files"
dotnet restore CarbonSink.sln --locked-mode --verbosity quiet
echo "building"
dotnet build CarbonSink.sln -c Release --no-restore --verbosity quiet
echo "testing"
status=0
dotnet test CarbonSink.sln -c Release --no-build -m:1 --verbosity quiet --results-directory "$results" --logger trx --logger "console;verbosity=minimal" || status=$?

# A trx file ends its run with <Counters total=… executed=… passed=… failed=…>; what was not executed was skipped.
count() { { grep -ho "<Counters [^>]*" "$results"/*.trx 2> /dev/null || true; } | sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" | awk '{ sum += $1 } END { print sum + 0 }'; }
passed=$(count passed)
failed=$(count failed)
skipped=$(($(count total) - $(count executed)))
runs=$(find "$results" -name '*.trx' | wc -l)
projects=$(grep -l '<IsTestProject>true' tests/*/*.csproj | wc -l)

if ((runs != projects)); then
  echo "$projects test projects, but $runs of them reported" >&2
  status=1
fi
if ((failed > 0 || passed == 0)); then
  status=1
fi
if [[ ${REQUIRE_FIXTURES:-} == 1 ]] && ((skipped > 0)); then
  grep -h 'outcome="NotExecuted"' "$results"/*.trx | sed -n 's/.* testName="\([^"]*\)".*/  skipped: \1/p' >&2
  echo "REQUIRE_FIXTURES=1 and $skipped tests were skipped" >&2
  status=1
fi

# What tests and program say about the methods: how many planted mistakes are found, and equations : estimators.
for report in "$results"/*.txt; do
  [[ -f $report ]] && echo "$(basename "$report" .txt): $(head -n 1 "$report")"
done
dotnet src/CarbonSink.Cli/bin/Release/net10.0/CarbonSink.Cli.dll methods check --lang en || status=1
# The failed tests once more with the first line of what they say, last, so that a log whose beginning is cut still names them.
failures() {
  awk '
    function text(s) { gsub(/&lt;/, "<", s); gsub(/&gt;/, ">", s); gsub(/&quot;/, "\"", s); gsub(/&#x[dD];|&#13;|\r/, "", s); gsub(/&#x[aA];.*|&#10;.*/, "", s); gsub(/&amp;/, "\\&", s); return s }
    /<UnitTestResult / { failed = /outcome="Failed"/; name = $0; sub(/.* testName="/, "", name); sub(/".*/, "", name); if (failed) print "FAILED " text(name) }
    failed && /<Message>/ { message = $0; sub(/.*<Message>/, "", message); sub(/<\/Message>.*/, "", message); print "  " text(message); failed = 0 }
  ' "$results"/*.trx
}
((failed == 0)) || failures
echo "$passed passed, $failed failed, $skipped skipped"
exit "$status"
