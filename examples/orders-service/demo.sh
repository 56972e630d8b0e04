#!/usr/bin/env bash
# Runs the orders service under load with the agent, then shows what the agent has recorded.
set -euo pipefail

usage() {
  cat <<'USAGE'
usage: demo.sh [--seconds N] [--build] [--without-agent]

  --seconds N      how long the load lasts; 20 if left out
  --build          build the agent and the service even if they are there
  --without-agent  the same service and load, without the agent: to compare
USAGE
}

say() { printf '%s\n' "$*"; }

fail() {
  printf 'demo.sh: %s\n' "$*" >&2
  exit 1
}

# Prints a command as a user would type it.
announce() {
  local line='$' word
  for word in "$@"; do
    # Quotes only where they are needed.
    if [[ $word =~ ^[A-Za-z0-9_./:,=@+-]+$ ]]; then line+=" $word"; else line+=" \"$word\""; fi
  done
  printf '\n%s\n' "$line"
}

show() {
  announce "$@"
  "$@"
}

seconds=20
build=false
agent=true
while (($# > 0)); do
  case $1 in
    --seconds)
      [[ ${2-} =~ ^[1-9][0-9]{0,4}$ ]] || fail "--seconds takes a whole number from 1 to 99999, not '${2-}'."
      seconds=$2
      shift
      ;;
    --build) build=true ;;
    --without-agent) agent=false ;;
    -h | --help)
      usage
      exit
      ;;
    *)
      usage >&2
      fail "there is no option '$1'."
      ;;
  esac
  shift
done

# All paths below are relative to the root of the repository, so that the commands shown stay short.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
root=$(cd "$here/../.." && pwd -P)
[[ $(pwd -P) == "$root" ]] || say "The commands below run in $root"
cd "$root"

module=examples/orders-service
gnomon=agent-core/target/gnomon.jar
service=$module/target/orders-service.jar
output=$module/target/demo
database=$output/orders.db

# The JDK that Maven would take.
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
command -v "$java" >/dev/null || fail "there is no '$java': install a JDK 17, or let JAVA_HOME point to one."
version=$("$java" -version 2>&1 | sed -n 's/^.* version "\([0-9]*\).*$/\1/p' | head -n 1)
((${version:-0} >= 17)) || fail "Java 17 or later is needed; '$java' is $("$java" -version 2>&1 | grep -m 1 version)."

# ---- build ----------------------------------------------------------------------------------------------------------

# The build needs a JDK 17, whatever runs the service. Prints the home of one.
find_jdk_17() {
  local home
  for home in "${JAVA_HOME-}" "${JAVA_HOME_17-}" "${JAVA_HOME_17_X64-}" /usr/lib/jvm/* \
    "$HOME"/.sdkman/candidates/java/17* "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [[ -n $home && -x $home/bin/javac ]] && "$home/bin/javac" -version 2>&1 | grep -q '^javac 17\b'; then
      printf '%s\n' "$home"
      return
    fi
  done
  return 1
}

# Maven is silent for minutes while it downloads, or prints thousands of lines: this says once in a while how far it is.
build() {
  local log builder last='' now pause=15
  log=$(mktemp)
  [[ ! -t 1 ]] || pause=2
  announce mvn -B -DskipTests package
  JAVA_HOME=$1 mvn -B -DskipTests package >"$log" 2>&1 &
  builder=$!
  running=("$builder")
  while kill -0 "$builder" 2>/dev/null; do
    sleep 0.5
    ((SECONDS % pause == 0)) || continue
    now="  $(grep -c '^Downloaded from' "$log" || true) files downloaded, building:$(
      sed -n '/jar:/d; s/^\[INFO\] Building \([^[]*[^[ ]\).*$/ \1/p' "$log" | tail -n 1)"
    [[ $now == "$last" ]] || say "$now"
    last=$now
  done
  running=()
  if ! wait "$builder"; then
    tail -n 40 "$log"
    fail "the build failed, see above; all that Maven said is in $log"
  fi
  rm -f "$log"
  say "  built"
}

# Everything long runs in the background, where a signal to this script is heard at once.
running=()
stop() {
  local pid
  for pid in ${running[@]+"${running[@]}"}; do
    kill "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
  running=()
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

[[ -f $service && -d $module/target/lib && -f $gnomon ]] || build=true
if $build; then
  command -v mvn >/dev/null || fail "there is no 'mvn' to build with: install Maven 3.8.7 or later."
  home=$(find_jdk_17) || fail "the build needs a JDK 17 and found none: install one, or let JAVA_HOME_17 point to it.
The jar that it makes runs on 17 and all newer versions."
  say "Building the agent and the service with $home. The first time Maven downloads what they need: a few minutes."
  build "$home"
fi

# ---- run ------------------------------------------------------------------------------------------------------------

rm -rf "$output"
mkdir -p "$output"

command=("$java")
if $agent; then
  command+=("-javaagent:$gnomon=application=orders-service,database=$database,rules=$module/gnomon-rules.yaml,slow-threshold=200ms")
fi
# It would stop by itself if this script were killed outright.
command+=(-jar "$service" --stop-after $((seconds + 120)))
announce "${command[@]}"
"${command[@]}" >"$output/service.out" 2>"$output/service.err" &
pid=$!
running=("$pid")

url=
for ((tenths = 0; tenths < 600; tenths++)); do
  url=$(sed -n 's/^listening on //p' "$output/service.out")
  [[ -z $url ]] || break
  kill -0 "$pid" 2>/dev/null || break
  sleep 0.1
done
cat "$output/service.err" "$output/service.out"
told=$(wc -l <"$output/service.err")
[[ -n $url ]] || fail "the service did not start; see above."

command=("$java" -cp "$service" io.gnomon.examples.orders.LoadDriver --url "$url" --seconds "$seconds" --threads 8 --rate 150)
announce "${command[@]}"
"${command[@]}" &
running=("$!" "$pid")
wait "$!" || fail "the service did not answer as it should; see above."
running=("$pid")
$agent && say "The driver's times begin when a request was due: they hold the wait for a free thread and the way through the
network. The agent's, below, begin when the server takes the request up."

announce kill "$pid"
stop
tail -n "+$((told + 1))" "$output/service.err"

# ---- read -----------------------------------------------------------------------------------------------------------

$agent || exit 0

title() { printf '\n==== %s ====\n' "$*"; }

title "What took the time: the operations, by their total"
show "$java" -jar "$gnomon" stats "$database" --limit 15

title "Where the slowest call spent it"
show "$java" -jar "$gnomon" tree "$database"

title "What failed"
show "$java" -jar "$gnomon" errors "$database"

title "The same in SQL, for any tool that reads SQLite"
show "$java" -jar "$gnomon" sql "$database" "
  SELECT operation, calls, errors, slow, mean_ms, p95_ms, total_ms
  FROM operation_stats ORDER BY total_ms DESC LIMIT 5"
show "$java" -jar "$gnomon" sql "$database" "
  SELECT operation, parent, duration_ms, self_ms
  FROM calls WHERE tree = (SELECT tree FROM slow_calls ORDER BY duration_ms DESC LIMIT 1)
  ORDER BY started_at, call"
show "$java" -jar "$gnomon" sql "$database" "
  SELECT error_type, operation, count(*) AS failed_calls, max(started_at) AS last
  FROM failed_calls GROUP BY error_type, operation ORDER BY error_type, failed_calls DESC"

say
say
say "All of it is in one file, $database."
say "docs/sql-cookbook.md describes its views: runs, operation_stats, calls, slow_calls, failed_calls and more."
