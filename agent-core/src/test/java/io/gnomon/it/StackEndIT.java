package io.gnomon.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.it.programs.OverflowingRoots;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls that nobody monitored has called, made where the stack is about to end. */
class StackEndIT {

    private static final int THREADS = 60;
    private static final int OVERFLOWS = 40;

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("io.gnomon.it.Jdk#all")
    void aThreadIsRecordedOnAndItsNextCallsHaveNoCaller(Jdk jdk) throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                - class: io.gnomon.it.programs.OverflowingRoots
                  method: [edge, after]
                  operation: "{method}"
                """);
        ForkedJvm jvm = new ForkedJvm(jdk, folder)
                .option("rules", rules.toString())
                // All methods need the same room each time, compiled by nobody; so none can begin where it cannot end.
                .jvm("-Xint")
                .main(OverflowingRoots.class, String.valueOf(THREADS), String.valueOf(OVERFLOWS));

        ForkedJvm.Result result = jvm.run();

        assertThat(result.exitCode()).isZero();
        assertThat(result.errorsOfOthers()).isEmpty();
        Map<String, Integer> returned = result.output()
                .lines()
                .map(line -> line.split(" ", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> Integer.valueOf(pair[1])));
        assertThat(returned).containsEntry("edge", THREADS * OVERFLOWS);
        CallsFile file = new CallsFile(jvm.database());
        assertThat(file.rows("SELECT coalesce(parent, '-') || ' ' || operation AS edge, calls FROM call_edges"))
                .containsExactlyInAnyOrder(
                        Map.of("edge", "- edge", "calls", returned.get("edge")),
                        Map.of("edge", "- after", "calls", returned.get("after")));
        assertThat(file.number("SELECT sum(errors) FROM operation_stats")).isZero();
        assertThat(file.ledgerBalances()).isTrue();
        assertThat(file.number("SELECT pending FROM accounts")).isZero();
    }
}
