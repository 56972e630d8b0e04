package io.gnomon.benchmarks.jvm;

/** A call that {@link io.gnomon.benchmarks.subject.CallBenchmark} makes, and every contender times. */
public enum MonitoredCall {
    /** An empty method, so that all that the call costs is the timing. */
    EMPTY("call", "empty", 1),
    /** A method that calls itself, ten levels deep, each of them timed. */
    RECURSION("recursion", "recurse", 10);

    /** The class of the methods. */
    public static final String CLASS = "io.gnomon.benchmarks.subject.Callee";

    private final String benchmark;
    private final String method;
    private final int callsInOne;

    MonitoredCall(String benchmark, String method, int callsInOne) {
        this.benchmark = benchmark;
        this.method = method;
        this.callsInOne = callsInOne;
    }

    /** The method of the benchmark's class. */
    public String benchmark() {
        return benchmark;
    }

    /** The method that is timed, of {@link #CLASS}. */
    public String method() {
        return method;
    }

    /** How many timed calls the benchmark makes at a time. */
    public int callsInOne() {
        return callsInOne;
    }
}
