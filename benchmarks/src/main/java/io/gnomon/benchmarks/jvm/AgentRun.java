package io.gnomon.benchmarks.jvm;

import java.nio.file.Path;

/**
 * The agent for one JVM that is measured: the shipped jar with its rules, and a file of its own.
 *
 * @param database where it writes to; does not exist yet
 */
public record AgentRun(Path rules, Path database) {

    /** The jar that users attach. Relative to the root of the repository, where {@code run.sh} starts this program. */
    static final Path JAR = Path.of("agent-core", "target", "gnomon.jar");

    /** The methods of {@link MonitoredCall}, none of whose calls is spared its clock reads. */
    public static final Path CALLS_EXACT = Path.of("benchmarks", "rules", "calls-exact.yaml");

    /** The same methods, and nothing said on how. */
    public static final Path CALLS_DEFAULT = Path.of("benchmarks", "rules", "calls-default.yaml");

    /** The JVM's option that attaches it. */
    public String jvmOption() {
        return jvmOption("quiet");
    }

    /**
     * The JVM's option that attaches it.
     *
     * @param settings besides rules and database, such as {@code row-burst=10}
     */
    public String jvmOption(String... settings) {
        return "-javaagent:" + JAR.toAbsolutePath() + "=rules=\"" + rules.toAbsolutePath() + "\",database=\""
                + database.toAbsolutePath() + "\"," + String.join(",", settings);
    }
}
