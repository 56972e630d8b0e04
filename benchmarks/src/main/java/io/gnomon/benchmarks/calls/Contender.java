package io.gnomon.benchmarks.calls;

import io.gnomon.benchmarks.jvm.AgentJar;
import io.gnomon.benchmarks.jvm.AgentRun;
import io.gnomon.benchmarks.jvm.Jdk;
import io.gnomon.benchmarks.jvm.MonitoredCall;
import java.nio.file.Path;
import java.util.List;

/**
 * A way to time a method, or one of the two yardsticks. Each is attached as its own documentation says, told by its own
 * settings which method to time, and sends nothing anywhere.
 */
enum Contender {
    /** The call alone. */
    NO_AGENT("no agent", Origin.YARDSTICK) {
        @Override
        List<String> jvmOptions(MonitoredCall call, Path output) {
            return List.of();
        }
    },
    /** The least that exact timing can cost: two reads of the clock, and nothing else. */
    FLOOR("two clock reads, no agent: the floor", Origin.YARDSTICK) {
        @Override
        List<String> jvmOptions(MonitoredCall call, Path output) {
            return List.of();
        }
    },
    /** Every call timed by the precise clock. */
    GNOMON_EXACT("Gnomon, exact", Origin.GNOMON) {
        @Override
        List<String> jvmOptions(MonitoredCall call, Path output) {
            return List.of(new AgentRun(AgentRun.CALLS_EXACT, output).jvmOption());
        }
    },
    /** As it comes: a method so hot is throttled. */
    GNOMON_DEFAULT("Gnomon, default (throttled)", Origin.GNOMON) {
        @Override
        List<String> jvmOptions(MonitoredCall call, Path output) {
            return List.of(new AgentRun(AgentRun.CALLS_DEFAULT, output).jvmOption());
        }
    },
    /** What JDK 25 brings along. */
    JFR("JFR method timing", Origin.JDK) {
        @Override
        List<String> jvmOptions(MonitoredCall call, Path output) {
            return List.of("-XX:StartFlightRecording:method-timing=" + MonitoredCall.CLASS + "::" + call.method()
                    + ",filename=" + output.toAbsolutePath());
        }
    },
    OPENTELEMETRY("OpenTelemetry Java agent", "opentelemetry-javaagent") {
        @Override
        List<String> jvmOptions(MonitoredCall call, Path output) {
            return List.of(
                    jar().jvmOption(),
                    "-Dotel.instrumentation.methods.include=" + MonitoredCall.CLASS + "[" + call.method() + "]",
                    "-Dotel.traces.exporter=none",
                    "-Dotel.metrics.exporter=none",
                    "-Dotel.logs.exporter=none");
        }
    },
    ELASTIC("Elastic APM agent", "elastic-apm-agent") {
        @Override
        List<String> jvmOptions(MonitoredCall call, Path output) {
            return List.of(
                    jar().jvmOption(),
                    "-Delastic.apm.trace_methods=" + MonitoredCall.CLASS + "#" + call.method(),
                    "-Delastic.apm.disable_send=true",
                    "-Delastic.apm.central_config=false",
                    "-Delastic.apm.cloud_provider=NONE",
                    "-Delastic.apm.log_level=ERROR");
        }
    },
    DATADOG("Datadog agent", "dd-java-agent") {
        @Override
        List<String> jvmOptions(MonitoredCall call, Path output) {
            return List.of(
                    jar().jvmOption(),
                    "-Ddd.trace.methods=" + MonitoredCall.CLASS + "[" + call.method() + "]",
                    // On by default, and a fifth of its time: it looks for where a method stands in the source.
                    "-Ddd.code.origin.for.spans.enabled=false",
                    "-Ddd.jmxfetch.enabled=false",
                    "-Ddd.remote_config.enabled=false",
                    "-Ddd.instrumentation.telemetry.enabled=false",
                    "-Ddatadog.slf4j.simpleLogger.defaultLogLevel=error");
        }
    };

    private static final int FIRST_WITH_METHOD_TIMING = 25;

    private final String label;
    private final Origin origin;

    /** The name of another vendor's jar; empty for all else. */
    private final String artifact;

    Contender(String label, Origin origin) {
        this.label = label;
        this.origin = origin;
        this.artifact = "";
    }

    Contender(String label, String artifact) {
        this.label = label;
        this.origin = Origin.OTHER_AGENT;
        this.artifact = artifact;
    }

    /** Its name in the tables, with the version where that is not the one of the JDK or of this project. */
    String label() {
        return artifact.isEmpty() ? label : label + " " + jar().version();
    }

    /**
     * What attaches it to a JVM.
     *
     * @param output a file for it to write to; does not exist yet
     */
    abstract List<String> jvmOptions(MonitoredCall call, Path output);

    /** Whether it is Gnomon, which leaves an account of the calls in its output. */
    boolean gnomon() {
        return origin == Origin.GNOMON;
    }

    /** Whether it changes the method, as everything does but the yardsticks. */
    boolean instruments() {
        return origin != Origin.YARDSTICK;
    }

    /** Whether it can be measured on a JDK; other vendors' agents are measured on the newest JDK alone, to save time. */
    boolean measuredOn(Jdk jdk, Jdk newest) {
        return switch (origin) {
            case YARDSTICK, GNOMON -> true;
            case JDK -> jdk.feature() >= FIRST_WITH_METHOD_TIMING;
            case OTHER_AGENT -> jdk.equals(newest);
        };
    }

    /** The jar of another vendor's agent. */
    AgentJar jar() {
        return AgentJar.find(artifact);
    }

    private enum Origin {
        YARDSTICK,
        GNOMON,
        JDK,
        OTHER_AGENT
    }
}
