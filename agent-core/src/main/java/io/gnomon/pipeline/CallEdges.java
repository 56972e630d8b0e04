package io.gnomon.pipeline;

import java.util.Arrays;

/**
 * Who called an operation, how often, and for how long in all. An operation has few callers, so they stand in a small table
 * that is searched from the caller found last.
 */
final class CallEdges {

    private int[] parents = new int[2];
    private long[] counts = new long[2];
    private long[] sums = new long[2];
    private int size;
    private int last;

    void add(int parent, long durationNanos) {
        if (last >= size || parents[last] != parent) {
            last = indexOf(parent);
        }
        counts[last]++;
        sums[last] += durationNanos;
    }

    int size() {
        return size;
    }

    int parent(int edge) {
        return parents[edge];
    }

    long count(int edge) {
        return counts[edge];
    }

    long sum(int edge) {
        return sums[edge];
    }

    void clear() {
        Arrays.fill(counts, 0, size, 0);
        Arrays.fill(sums, 0, size, 0);
        size = 0;
        last = 0;
    }

    private int indexOf(int parent) {
        for (int at = 0; at < size; at++) {
            if (parents[at] == parent) {
                return at;
            }
        }
        if (size == parents.length) {
            parents = Arrays.copyOf(parents, size * 2);
            counts = Arrays.copyOf(counts, size * 2);
            sums = Arrays.copyOf(sums, size * 2);
        }
        parents[size] = parent;
        return size++;
    }
}
