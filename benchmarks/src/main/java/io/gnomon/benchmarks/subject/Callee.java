package io.gnomon.benchmarks.subject;

/** The methods that are timed; {@code rules/calls-*.yaml} and the other contenders' settings name them. */
final class Callee {

    /** Nothing, so that all that a call costs is the timing. */
    void empty() {}

    /** As many calls as levels, each inside the one before; returns their number. */
    int recurse(int levels) {
        return levels <= 1 ? 1 : 1 + recurse(levels - 1);
    }
}
