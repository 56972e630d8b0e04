package io.gnomon.benchmarks.subject;

/** The methods called by {@link CallBenchmark}; {@code rules/calls.yaml} names them. */
final class Callee {

    /** Nothing, so that all that a woven call costs is the agent's. */
    void empty() {}

    /** A call with one monitored callee. */
    void outer() {
        inner();
    }

    private void inner() {}
}
