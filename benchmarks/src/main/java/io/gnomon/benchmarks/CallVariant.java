package io.gnomon.benchmarks;

/** A kind of call whose cost is measured. */
enum CallVariant {
    ALONE("an empty method, no agent", "call", false, 1),
    FLOOR("two clock reads, no agent: the floor", "floor", false, 1),
    WOVEN("an empty method, woven", "call", true, 1),
    NESTED("each of two woven calls, one in the other", "nested", true, 2);

    private final String label;
    private final String benchmark;
    private final boolean woven;
    private final int callsInOne;

    CallVariant(String label, String benchmark, boolean woven, int callsInOne) {
        this.label = label;
        this.benchmark = benchmark;
        this.woven = woven;
        this.callsInOne = callsInOne;
    }

    String label() {
        return label;
    }

    /** The method of the benchmark's class. */
    String benchmark() {
        return benchmark;
    }

    /** Whether the JVM carries the agent. */
    boolean woven() {
        return woven;
    }

    /** How many monitored calls the benchmark makes at a time. */
    int callsInOne() {
        return callsInOne;
    }
}
