package io.gnomon.benchmarks.measure;

import io.gnomon.benchmarks.jvm.Jdk;
import java.nio.file.Path;
import java.util.List;

/**
 * What a part is measured under.
 *
 * @param jdks the JDKs to measure on, the oldest first; at least one
 * @param quick whether to see only that everything runs: the figures are worth nothing
 * @param folder a folder to write to; exists
 * @param progress whom to tell what is going on
 */
public record Conditions(List<Jdk> jdks, boolean quick, Path folder, Progress progress) {

    public Conditions {
        jdks = List.copyOf(jdks);
    }

    /** The newest of the JDKs. */
    public Jdk newestJdk() {
        return jdks.get(jdks.size() - 1);
    }
}
