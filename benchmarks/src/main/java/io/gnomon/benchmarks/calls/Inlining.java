package io.gnomon.benchmarks.calls;

import io.gnomon.benchmarks.jvm.AgentRun;
import io.gnomon.benchmarks.jvm.Child;
import io.gnomon.benchmarks.jvm.Jdk;
import io.gnomon.benchmarks.jvm.MonitoredCall;
import io.gnomon.benchmarks.measure.Conditions;
import io.gnomon.benchmarks.measure.FullSpeedRun;
import io.gnomon.benchmarks.measure.Measurement;
import io.gnomon.benchmarks.report.Findings;
import io.gnomon.benchmarks.report.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Shows, by the compiler's own log, that what is woven into a method is compiled into its callers. */
public final class Inlining implements Measurement {

    private static final int MILLIS = 5_000;

    private static final List<String> WOVEN_CALLS =
            List.of("java.lang.GnomonRecorder::enter", "java.lang.GnomonRecorder::exit");

    private final Conditions conditions;

    public Inlining(Conditions conditions) {
        this.conditions = conditions;
    }

    @Override
    public Findings measure() throws IOException, InterruptedException {
        List<String> blocks = new ArrayList<>();
        List<Target> targets = new ArrayList<>();
        for (Jdk jdk : conditions.jdks()) {
            conditions.progress().say("inlining, JDK " + jdk.feature());
            AgentRun agent = new AgentRun(
                    AgentRun.CALLS_EXACT, conditions.folder().resolve("inlining-" + jdk.feature() + ".db"));
            // What the program itself prints is lost among the compiler's lines, and not needed.
            String printed = Child.run(FullSpeedRun.command(
                            jdk,
                            1,
                            MILLIS,
                            List.of(
                                    agent.jvmOption(),
                                    "-XX:+UnlockDiagnosticVMOptions",
                                    "-XX:+PrintCompilation",
                                    "-XX:+PrintInlining")))
                    .output();
            List<String> log = new InliningLog(printed.lines().toList())
                    .lastInlined(MonitoredCall.CLASS + "::" + MonitoredCall.EMPTY.method());
            blocks.add("JDK " + jdk.version() + ":\n\n```\n" + String.join("\n", log) + "\n```");
            for (String call : WOVEN_CALLS) {
                boolean inlined = log.stream().anyMatch(line -> line.contains(" " + call + " ") && isInlined(line));
                targets.add(new Target(
                        call + ", JDK " + jdk.feature(), "inlined", inlined ? "inlined" : "a call", inlined));
            }
        }
        return new Findings(blocks, targets);
    }

    private static boolean isInlined(String line) {
        return line.contains("inline (hot)") || line.contains("force inline");
    }
}
