package io.gnomon.benchmarks;

/** What can be measured by itself. */
enum Part {
    /** What one monitored call costs. */
    CALLS,
    /** How much stack a monitored method takes. */
    FRAMES,
    /** What the agent adds to a JVM's start. */
    STARTUP
}
