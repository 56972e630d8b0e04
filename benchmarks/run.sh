#!/usr/bin/env bash
# Builds the agent and the benchmarks, measures, and prints the figures as Markdown. docs/performance.md says what they mean.
set -euo pipefail

usage() {
  cat <<'USAGE'
usage: run.sh [--quick] [--java VERSION]... [calls] [frames] [startup]

  calls, frames, startup  what to measure; everything if left out
  --quick                 only see that it runs: the figures are worth nothing
  --java VERSION          measure on this JDK, such as 17; on every JDK found if left out

The tables go to standard output, all else to standard error. Everything takes about 20 minutes, on a machine that should
do nothing else meanwhile.
USAGE
}

for argument in "$@"; do
  case $argument in
    -h | --help)
      usage
      exit
      ;;
  esac
done

# All paths are relative to the root of the repository.
cd "$(dirname "${BASH_SOURCE[0]}")/.."

mvn -B -q -Pbenchmarks -pl benchmarks -am package -DskipTests >&2
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -jar benchmarks/target/benchmarks.jar "$@"
