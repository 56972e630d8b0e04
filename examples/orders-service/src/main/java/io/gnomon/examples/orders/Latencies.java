package io.gnomon.examples.orders;

import java.util.Arrays;
import java.util.Locale;

/**
 * How long the answers took, each counted from when its request was due: a request that had to wait because the service
 * was slow to answer others has waited for the service, too. For one thread at a time.
 */
final class Latencies {

    private long[] nanos = new long[1_024];
    private int size;

    void add(long latencyNanos) {
        ensureRoom(1);
        nanos[size++] = latencyNanos;
    }

    void add(Latencies other) {
        ensureRoom(other.size);
        System.arraycopy(other.nanos, 0, nanos, size, other.size);
        size += other.size;
    }

    int count() {
        return size;
    }

    /**
     * The latency that so many percent of the answers did not exceed.
     *
     * @param percent above 0, at most 100
     * @return nanoseconds; 0 if there was no answer
     */
    long percentile(double percent) {
        if (size == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(nanos, size);
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(percent / 100 * size) - 1];
    }

    /** In milliseconds. */
    @Override
    public String toString() {
        return "latency of " + size + " requests, ms: p50 " + millis(50) + ", p90 " + millis(90) + ", p99 " + millis(99)
                + ", max " + millis(100);
    }

    private String millis(double percent) {
        return String.format(Locale.ROOT, "%.3f", percentile(percent) / 1e6);
    }

    private void ensureRoom(int more) {
        if (size + more > nanos.length) {
            nanos = Arrays.copyOf(nanos, Math.max(size + more, 2 * nanos.length));
        }
    }
}
