#!/usr/bin/env bash
# Builds the agent and the benchmarks, measures, and writes the figures into docs/performance.md, which says what they mean.
set -euo pipefail

# All paths are relative to the root of the repository.
cd "$(dirname "${BASH_SOURCE[0]}")/.."

usage() {
  cat <<'USAGE'
usage: benchmarks/run.sh [--quick] [--print] [--java VERSION]... [PART]...

  PART            what to measure; everything if left out:
                  calls        one monitored call, beside other ways to time it
                  recursion    the same in a recursion, every level monitored
                  loss         calls lost at full speed
                  inlining     what the compiler makes of the woven calls
                  frames       the stack that a monitored method takes
                  startup      when main is entered, and when the agent is ready
                  classes      the loading of classes that no rule selects
                  idle         an application that does nothing
                  memory       many operations, called by many threads
                  virtual      a million virtual threads
                  rows         calls into rows of the file, beside a bare JDBC loop
                  rollups      calls into statistics
                  orders       the orders service of the examples under load
  --print         print the figures, and leave docs/performance.md as it is
  --quick         only see that it runs, and print; the figures are worth nothing
  --java VERSION  measure on this JDK, such as 17; on every JDK found if left out

What is going on goes to standard error. The machine should do nothing else meanwhile.
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

mvn -B -q -Pbenchmarks -pl benchmarks -am package -DskipTests >&2
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -jar benchmarks/target/benchmarks.jar "$@"
