#!/usr/bin/env bash
# Walks through the register with the sample county: a forest project from its design to an enterprise's retirement, and the purchase of a wetland indicator as compensation.
# register.sh [--out DIR] [--lang zh|en]; the program is built unless CARBONSINK names one that is.
set -euo pipefail
caller=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
out=linxiang-register
lang=(--lang en)
while [ $# -gt 0 ]; do
  case "$1" in
    --out) out=$2; shift 2 ;;
    --lang) lang=(--lang "$2"); shift 2 ;;
    *) echo "register.sh [--out DIR] [--lang zh|en]" >&2; exit 2 ;;
  esac
done
case "$out" in /*) ;; *) out=$caller/$out ;; esac
sample=gis-samples/linxiang
docs=$sample/register/documents
if [ -z "${CARBONSINK:-}" ]; then
  dotnet build -c Release -v quiet --nologo src/CarbonSink.Cli >&2
  CARBONSINK=src/CarbonSink.Cli/bin/Release/net10.0/CarbonSink.Cli
fi
CARBONSINK=$(cd "$(dirname "$CARBONSINK")" && pwd)/$(basename "$CARBONSINK")
if [ -e "$out" ] && [ ! -e "$out/.register-walk" ]; then
  echo "$out exists and is no output of this walk" >&2
  exit 2
fi
rm -rf "$out"
mkdir -p "$out"
touch "$out/.register-walk"
keys=$out/keys
export CARBONSINK_REGISTER=$out/register.db
export CARBONSINK_KEY_PASSPHRASE=sample-only

say() { printf '\n== %s\n' "$*"; }
# The ledger of a sample register carries the times of the story; other registers have the system's clock only.
on() { export CARBONSINK_SAMPLE_CLOCK="$1T02:00:00Z"; today=$1; }
case "$CARBONSINK" in *.dll) program=(dotnet "$CARBONSINK") ;; *) program=("$CARBONSINK") ;; esac
register() { "${program[@]}" register "$@" "${lang[@]}"; }
# A request of an actor: its first line is shown; a refusal ends the walk.
as() { local actor=$1; shift; register "$@" --as "$actor" --key "$keys/$actor.token" > "$out/answer.txt"; sed -n 1p "$out/answer.txt"; }
# A request that the rule $1 must refuse; the reason is shown.
refused() {
  local rule=$1 actor=$2 status=0
  shift 2
  register "$@" --as "$actor" --key "$keys/$actor.token" > "$out/answer.txt" 2> "$out/refusal.txt" || status=$?
  sed -n 1p "$out/answer.txt"
  sed -n 1p "$out/refusal.txt"
  if [ $status -ne 1 ] || ! grep -q " $rule (" "$out/refusal.txt"; then
    echo "expected a refusal by $rule" >&2
    cat "$out/refusal.txt" >&2
    exit 1
  fi
}
admit() { as registrar actor admit --id "$1" --name "$2" --role "$3" --token-file "$keys/$1.token" --detail "organisation=$1"; }
account() { as registrar account open --id "$1" --holder "$2" --class "$3"; }

say "A register, its registrar and its signing key"
on 2023-10-25
register init --log-id sample-linxiang --zh "临湘示例登记簿" --en "Linxiang sample register" --registrar registrar --registrar-name "示例登记机构" --signing-key "$keys/signing.pem" --token-file "$keys/registrar.token" > "$out/answer.txt"
sed -n 1p "$out/answer.txt"
for year in 2023 2024; do
  as registrar calendar --year $year --days $sample/register/calendar-$year.csv --document calendar=$sample/register/calendar-$year.csv
done
as registrar adopt --folder ccer-2023/1
admit lx-forest "示例林业公司（虚构）" owner
admit lx-rival "示例绿化公司（虚构）" owner
admit body-a "示例审定机构甲（虚构）" verifier
admit body-b "示例核查机构乙（虚构）" verifier
admit exchange "示例交易机构（虚构）" market
admit lx-chemical "示例化工企业（虚构）" owner
account forest-1 lx-forest owner
account chemical-1 lx-chemical trader

say "Walk A: a forest project, mirror of the national programme. Its removals run"
"${program[@]}" removals $sample/projects/barren-hills "${lang[@]}" --out "$out/run" > "$out/run.txt"
sed -n 1,2p "$out/run.txt"

say "Design and notice"
on 2023-10-26
as lx-forest project draft --id LX-AF-01 --programme ccer-2023 --payload $sample/register/afforestation.json --parcels $sample/projects/barren-hills/parcels.geojson --key-field parcel
on 2023-10-30
as lx-rival project draft --id LX-AF-02 --programme ccer-2023 --payload $sample/register/afforestation.json --name "同一地块上的另一项目（示例）" --parcels $sample/projects/barren-hills/parcels.geojson --key-field parcel
on 2023-11-01
as lx-forest project step --project LX-AF-01 --event publish --date $today --fact validator=body-a --document pdd=$docs/pdd.txt
as lx-rival project step --project LX-AF-02 --event publish --date $today --fact validator=body-b --document pdd=$docs/rival-pdd.txt
on 2023-11-27
refused R4 registrar project step --project LX-AF-01 --event close-notice --date $today --fact comments=0
on 2023-11-28
as registrar project step --project LX-AF-01 --event close-notice --date $today --fact comments=0
as registrar project step --project LX-AF-02 --event close-notice --date $today --fact comments=0

say "Validation, application, registration"
on 2023-12-08
refused R5 body-b project step --project LX-AF-01 --event validate --date $today --payload $sample/register/validation.json --document validation-report=$docs/validation-report.txt
as body-a project step --project LX-AF-01 --event validate --date $today --payload $sample/register/validation.json --document validation-report=$docs/validation-report.txt
as body-b project step --project LX-AF-02 --event validate --date $today --payload $sample/register/validation.json --document validation-report=$docs/rival-validation-report.txt
on 2023-12-11
as lx-forest project step --project LX-AF-01 --event apply --date $today --document application-form=$docs/application-form.txt pdd=$docs/pdd.txt validation-report=$docs/validation-report.txt commitment-letter=$docs/commitment-letter.txt
as lx-rival project step --project LX-AF-02 --event apply --date $today --document application-form=$docs/application-form.txt pdd=$docs/rival-pdd.txt validation-report=$docs/rival-validation-report.txt commitment-letter=$docs/commitment-letter.txt
on 2023-12-20
as registrar project step --project LX-AF-01 --event register --date $today
refused D1 registrar project step --project LX-AF-02 --event register --date $today

say "A period with the removals run, verified by another body"
on 2023-12-21
as lx-forest period step --project LX-AF-01 --number 1 --from 2020-09-23 --to 2023-10-31 --event monitor --date $today
on 2023-12-22
refused R10 lx-forest period step --project LX-AF-01 --number 1 --event publish --date $today --run "$out/run" --fact verifier=body-a --document accounting-report="$out/run/removals.json"
as lx-forest period step --project LX-AF-01 --number 1 --event publish --date $today --run "$out/run" --fact verifier=body-b --document accounting-report="$out/run/removals.json"
on 2024-01-19
as registrar period step --project LX-AF-01 --number 1 --event close-notice --date $today --fact comments=0
on 2024-02-20
as body-b period step --project LX-AF-01 --number 1 --event verify --date $today --payload $sample/register/verification.json --run "$out/run" --document verification-report=$docs/verification-report.txt
on 2024-03-01
refused R12 lx-forest period step --project LX-AF-01 --number 1 --event apply --date $today --fact amountT=1319 --document application-form=$docs/reduction-application.txt accounting-report="$out/run/removals.json" verification-report=$docs/verification-report.txt
as lx-forest period step --project LX-AF-01 --number 1 --event apply --date $today --fact amountT=1318 --document application-form=$docs/reduction-application.txt accounting-report="$out/run/removals.json" verification-report=$docs/verification-report.txt
on 2024-03-15
as registrar period step --project LX-AF-01 --number 1 --event register --date $today

say "Issue by year, transfer by the exchange, retirement by the enterprise"
on 2024-03-18
as registrar issue --project LX-AF-01 --number 1 --account forest-1 --date $today
grep -E " (first|首号) " "$out/answer.txt"
on 2024-04-10
refused transfer-role lx-forest transfer --from forest-1 --to chemical-1 --programme ccer-2023 --quantity 500 --date $today
as exchange transfer --from forest-1 --to chemical-1 --programme ccer-2023 --quantity 500 --trade LX-2024-0001 --price-fen 8000 --date $today
on 2024-06-05
refused quantity-held lx-chemical retire --account chemical-1 --programme ccer-2023 --quantity 501 --reason enterprise-offset --beneficiary "示例化工企业（虚构）" --purpose "抵销 2023 年度排放（示例）" --date $today
as lx-chemical retire --account chemical-1 --programme ccer-2023 --quantity 500 --reason enterprise-offset --beneficiary "示例化工企业（虚构）" --purpose "抵销 2023 年度排放（示例）" --date $today
retired=$(sed -nE '1s/^[^0-9]*([0-9]+).*/\1/p' "$out/answer.txt")

say "Where a retired unit comes from"
register lineage --unit ccer-2023/LX-AF-01/2021/1 > "$out/lineage.txt"
register lineage --unit ccer-2023/LX-AF-01/2021/1 --json | sed -nE 's/^ *"kind": "([a-z]+)",?$/\1/p' | uniq | paste -sd ' '

say "Certificate, and its verification in a folder that holds nothing of the register"
register certificate --entry "$retired" --signing-key "$keys/signing.pem" --out "$out/retirement.json" > "$out/answer.txt"
sed -n 1,2p "$out/answer.txt"
fingerprint=$(register head --json | sed -nE 's/.*"keyId": "([0-9a-f]{64})".*/\1/p')
# What another office gets: the certificate, and by another way the fingerprint.
mkdir "$out/office"
cp "$out/retirement.json" "$out/office/"
printf '%s\n' "$fingerprint" > "$out/office/fingerprint.txt"
verify() { (cd "$out/office" && env -u CARBONSINK_REGISTER -u CARBONSINK_KEY_PASSPHRASE -u CARBONSINK_SAMPLE_CLOCK "${program[@]}" verify "$1" --register-key "$(cat fingerprint.txt)" "${lang[@]}"); }
verify retirement.json > "$out/answer.txt"
sed -n 1p "$out/answer.txt"

say "Walk B: the wetland indicator. Its amount is illustrative: the sample's own run is a source with GWP20 and lacks a factor (see register/README.md)"
on 2024-06-11
as registrar adopt --folder linxiang-wetland-indicator/1
admit lx-wetland "示例湿地管理站（虚构）" owner
admit lx-cement "示例水泥企业（虚构）" owner
account wetland-1 lx-wetland owner
account cement-1 lx-cement high-energy
as lx-wetland project draft --id LX-WL-01 --programme linxiang-wetland-indicator --payload $sample/register/wetland.json --parcels $sample/register/rewetted.geojson --key-field parcel
as lx-wetland project step --project LX-WL-01 --event publish --date $today --fact validator=body-a --document pdd=$docs/wetland-pdd.txt
on 2024-07-01
as registrar project step --project LX-WL-01 --event close-notice --date $today --fact comments=0
as body-a project step --project LX-WL-01 --event validate --date $today --fact conclusion=positive --document validation-report=$docs/wetland-review.txt
as lx-wetland project step --project LX-WL-01 --event apply --date $today --document application-form=$docs/wetland-application.txt pdd=$docs/wetland-pdd.txt validation-report=$docs/wetland-review.txt
as registrar project step --project LX-WL-01 --event register --date $today
on 2024-07-08
as lx-wetland period step --project LX-WL-01 --number 1 --from 2021-01-01 --to 2023-12-31 --event monitor --date $today
as lx-wetland period step --project LX-WL-01 --number 1 --event report --date $today --fact reportedT=200 verifier=body-b --document accounting-report=$docs/wetland-report.txt
as body-b period step --project LX-WL-01 --number 1 --event verify --date $today --payload $sample/register/wetland-verification.json --document verification-report=$docs/wetland-verification.txt
as lx-wetland period step --project LX-WL-01 --number 1 --event apply --date $today --fact amountT=200 --document application-form=$docs/wetland-application.txt
as registrar period step --project LX-WL-01 --number 1 --event register --date $today
as registrar issue --project LX-WL-01 --number 1 --account wetland-1 --date $today

say "Compensation at the price list (a sample document, its price is invented)"
on 2024-08-01
buy=(compensate --programme linxiang-wetland-indicator --from wetland-1 --buyer cement-1 --category energy --quantity 50 --case NH-2024-01 --beneficiary "示例水泥企业（虚构）" --date $today)
refused access-tier exchange "${buy[@]}" --amount-fen 300000
as registrar tier --programme linxiang-wetland-indicator --tier 1 --document tier=$docs/tier-1.txt
refused tier-order registrar tier --programme linxiang-wetland-indicator --tier 3 --document tier=$docs/tier-1.txt
refused price-list exchange "${buy[@]}" --amount-fen 300000
as registrar prices --programme linxiang-wetland-indicator --list $sample/register/prices.csv --document price-list=$docs/price-list.txt
refused compensation-amount exchange "${buy[@]}" --amount-fen 299999
as exchange "${buy[@]}" --amount-fen 300000
bought=$(sed -nE '1s/^[^0-9]*([0-9]+).*/\1/p' "$out/answer.txt")
register certificate --entry "$bought" --signing-key "$keys/signing.pem" --out "$out/compensation.json" > "$out/answer.txt"
sed -n 1,3p "$out/answer.txt"
cp "$out/compensation.json" "$out/office/"
verify compensation.json > "$out/answer.txt"
sed -n 1p "$out/answer.txt"

say "Retirement for an event; its emission account is a document of the request"
on 2024-09-02
as lx-forest retire --account forest-1 --programme ccer-2023 --quantity 30 --reason event-neutrality --beneficiary "示例健步走组委会（虚构）" --purpose "2024 年湖区健步走活动碳中和（示例）" --document emission-account=$docs/event-emissions.txt --date $today
event=$(sed -nE '1s/^[^0-9]*([0-9]+).*/\1/p' "$out/answer.txt")

say "Folders from which documents are written (docs/reports.md)"
sign=(--signing-key "$keys/signing.pem")
register certificate --entry "$retired" "${sign[@]}" --out "$out/retirement" > "$out/answer.txt"
sed -n 1,2p "$out/answer.txt"
register certificate --entry "$event" --out "$out/event" > "$out/answer.txt"
sed -n 1,2p "$out/answer.txt"
register statement --account forest-1 --from 2024-01-01 --to 2024-12-31 --out "$out/statement" > "$out/answer.txt"
register units --programme linxiang-wetland-indicator --out "$out/units" > "$out/answer.txt"
register library --at 2024-12-31 --out "$out/library" > "$out/answer.txt"
for folder in retirement event statement units library; do echo "$folder: $(ls "$out/$folder" | paste -sd ' ')"; done

say "What is held; the whole register worked out anew from its entries"
register totals
register statement --account chemical-1 --from 2024-01-01 --to 2024-12-31 --out "$out/statement-chemical-1.html"
register verify --register-key "$fingerprint"
