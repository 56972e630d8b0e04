package io.gnomon.benchmarks;

/** Tells whoever waits what is being measured. */
@FunctionalInterface
interface Progress {
    void say(String what);
}
