package io.gnomon.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.it.programs.ManyVirtualThreads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Virtual threads share a few buffers, and are still told apart. */
class VirtualThreadsIT {

    private static final int THREADS = Math.max(20_000, Repetitions.of(100_000));
    private static final int SLOW = 50;

    @TempDir
    Path folder;

    @Test
    void callsThatBlockKeepTheirCallersAndTheirTrees() throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                - class: io.gnomon.it.programs.ManyVirtualThreads
                  method: [sleeping, locking, parking, inner]
                  operation: "{method}"
                  slow-threshold: 1h
                - class: io.gnomon.it.programs.ManyVirtualThreads
                  method: outer
                  operation: outer
                  slow-threshold: 300ms
                """);
        Path recording = folder.resolve("pinned.jfr");
        ForkedJvm jvm = new ForkedJvm(Jdk.of25(), folder)
                .option("rules", rules.toString())
                // So many calls may be over the budget, and a call that is not timed is missing in its tree.
                .option("overhead-budget", "off")
                // More than a heap of that size gives by itself: all trees are to be whole.
                .option("queue-memory", "64MiB")
                // 10 KB for each thread: its own needs fit in that, but no buffer besides.
                .jvm("-Xmx" + THREADS / 100 + "m", "-Xlog:disable", "-Xlog:all=error:stderr")
                .jvm("-XX:StartFlightRecording:+jdk.VirtualThreadPinned#enabled=true,"
                        + "+jdk.VirtualThreadPinned#threshold=0ms,settings=none,filename=" + recording)
                .main(ManyVirtualThreads.class, String.valueOf(THREADS), String.valueOf(SLOW));

        ForkedJvm.Result result = jvm.run();

        assertThat(result.exitCode()).isZero();
        assertThat(result.output()).endsWith("done" + System.lineSeparator());
        assertThat(result.errorsOfOthers()).isEmpty();
        CallsFile file = new CallsFile(jvm.database());
        assertThat(file.rows("SELECT coalesce(parent, '-') || ' ' || operation AS edge, calls FROM call_edges"))
                .containsExactlyInAnyOrder(
                        Map.of("edge", "- outer", "calls", THREADS),
                        Map.of("edge", "outer sleeping", "calls", THREADS),
                        Map.of("edge", "outer locking", "calls", THREADS),
                        Map.of("edge", "outer parking", "calls", THREADS),
                        Map.of("edge", "sleeping inner", "calls", THREADS),
                        Map.of("edge", "locking inner", "calls", THREADS),
                        Map.of("edge", "parking inner", "calls", THREADS));
        assertThat(file.ledgerBalances()).isTrue();
        assertThat(file.number("SELECT dropped + pending FROM accounts")).isZero();
        // Each slow call has its own children, all of them of its own thread; on a machine under load so many are slow
        // that
        // some stand for others, without their trees.
        assertThat(file.number("SELECT count(*) FROM slow_calls")).isGreaterThanOrEqualTo(SLOW);
        assertThat(file.rows("""
                        SELECT s.call, s.thread, s.started_at, s.duration_ms,
                          (SELECT group_concat(c.operation || ' of ' || c.thread || ' at ' || c.started_at, '; ')
                             FROM calls c WHERE c.tree = s.tree) AS tree
                        FROM slow_calls s WHERE s.tree IS NOT NULL AND 3 <>
                          (SELECT count(DISTINCT c.operation) FROM calls c WHERE c.caller = s.call AND c.tree = s.tree)
                        """)).isEmpty();
        assertThat(file.number("""
                        SELECT count(*) FROM (SELECT tree FROM sample WHERE tree IS NOT NULL GROUP BY tree
                          HAVING count(DISTINCT thread) <> 1 OR count(*) <> 7)
                        """)).isZero();
        assertThat(pinnedByTheAgent(recording)).isEmpty();
    }

    private static List<String> pinnedByTheAgent(Path recording) throws Exception {
        List<String> pinned = new ArrayList<>();
        for (RecordedEvent event : RecordingFile.readAllEvents(recording)) {
            if (event.getEventType().getName().equals("jdk.VirtualThreadPinned") && event.getStackTrace() != null) {
                for (RecordedFrame frame : event.getStackTrace().getFrames()) {
                    String type = frame.getMethod().getType().getName();
                    if (type.startsWith("java.lang.Gnomon") || type.startsWith("io.gnomon.pipeline.")) {
                        pinned.add(frame.getMethod().getName() + " in " + event);
                    }
                }
            }
        }
        return pinned;
    }
}
