package io.gnomon.benchmarks.measure;

/** Tells whoever waits what is being measured. */
@FunctionalInterface
public interface Progress {
    void say(String what);
}
