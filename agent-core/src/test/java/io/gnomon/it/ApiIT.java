package io.gnomon.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.it.programs.Asks;
import io.gnomon.it.programs.AsksOddly;
import io.gnomon.it.programs.ByHand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Timing by hand, with the agent and without. */
class ApiIT {

    private static final int NAMES = 20_000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("io.gnomon.it.Jdk#all")
    void timingByHandIsRecordedHoweverItIsUsed(Jdk jdk) throws Exception {
        ForkedJvm jvm = new ForkedJvm(jdk, folder)
                .classPath(List.of(ForkedJvm.testClasses(), ForkedJvm.api()))
                .main(ByHand.class, String.valueOf(NAMES));

        ForkedJvm.Result result = jvm.run();

        assertThat(result.exitCode()).isZero();
        assertThat(result.errorsOfOthers()).isEmpty();
        assertThat(result.output().lines()).startsWith("active: true", "apart: true", "apart: true");
        CallsFile file = new CallsFile(jvm.database());
        assertThat(file.rows("""
                        SELECT operation || ' ' || calls || ' ' || errors AS line FROM operation_stats
                        WHERE operation NOT LIKE 'name %' AND operation <> '(other)'
                        """))
                .map(row -> row.get("line"))
                .containsExactlyInAnyOrder(
                        "outer 1 1",
                        "inner 1 1",
                        "request 2 1",
                        "import 1 0",
                        "closed twice 1 0",
                        "first 1 0",
                        "second 1 0",
                        "third 1 0",
                        "after the disorder 1 0",
                        "closed elsewhere 1 0",
                        "after one closed elsewhere 1 0",
                        "(unnamed) 3 1",
                        "negative 1 0");
        assertThat(file.rows("SELECT parent, operation FROM call_edges WHERE parent IS NOT NULL AND calls > 0"))
                .containsExactlyInAnyOrder(
                        Map.of("parent", "outer", "operation", "inner"),
                        Map.of("parent", "first", "operation", "second"),
                        Map.of("parent", "second", "operation", "third"));
        assertThat(file.rows("SELECT error_type, error_message FROM failed_calls WHERE operation = 'inner'"))
                .containsExactly(Map.of("error_type", "java.io.IOException", "error_message", "told"));
        assertThat(file.number("SELECT duration_ms FROM slow_calls WHERE operation = 'request'"))
                .isEqualTo(5_000);
        assertThat(file.ledgerBalances()).isTrue();

        // Names are bounded; what is beyond the bound is counted together, and said once.
        long named = file.number("SELECT count(*) FROM operation_stats WHERE operation LIKE 'name %'");
        assertThat(named).isBetween(9_000L, 10_000L);
        assertThat(file.number("SELECT calls FROM operation_stats WHERE operation = '(other)'"))
                .isEqualTo(NAMES - named + 2);
        assertThat(result.linesOfAgent())
                .hasSize(2)
                .filteredOn(line -> line.startsWith("more than 10000 operations are timed by hand"))
                .hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("io.gnomon.it.Jdk#all")
    void anApplicationLearnsWhatIsKnownOfItsOperations(Jdk jdk) throws Exception {
        ForkedJvm jvm = new ForkedJvm(jdk, folder)
                .classPath(List.of(ForkedJvm.testClasses(), ForkedJvm.api()))
                .main(Asks.class);

        ForkedJvm.Result result = jvm.run();

        assertThat(result.exitCode()).isZero();
        assertThat(result.errorsOfOthers()).isEmpty();
        assertThat(result.output().lines())
                .containsExactly(
                        "known: true",
                        "calls: 102",
                        "errors: 10",
                        "slow: 1",
                        "timed: 102",
                        "total: PT7.051S",
                        "self: PT7.051S",
                        "min: PT0.001S",
                        "max: PT2S",
                        "p50: 50",
                        "error rate: 980",
                        "samples by now: 11",
                        "failed: 10",
                        "slow samples: 1",
                        "slow sample: asked PT2S",
                        "began over a second ago: 1",
                        "unknown: false 0",
                        "samples: 102",
                        "around: 1");
        assertThat(new CallsFile(jvm.database()).number("SELECT calls FROM call_edges WHERE parent = 'around'"))
                .isEqualTo(102);
    }

    @ParameterizedTest
    @MethodSource("io.gnomon.it.Jdk#all")
    void whateverBoundsAreAskedForNothingIsThrown(Jdk jdk) throws Exception {
        ForkedJvm.Result result = asksOddly(new ForkedJvm(jdk, folder));

        assertThat(result.output().lines())
                .containsExactly(
                        "known: 5 true",
                        "no bounds: 5",
                        "from null: 5",
                        "to null: 5",
                        "all time: 5",
                        "after all time: 0",
                        "before all time: 0",
                        "the wrong way round: 0",
                        "no name: false 0");
    }

    @Test
    void whereTheFileCannotBeOpenedItIsSaidThatTheFiguresAreNotUpToDate() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        ForkedJvm.Result result = asksOddly(new ForkedJvm(Jdk.of17(), folder)
                .option("database", file.resolve("calls.db").toString()));

        assertThat(result.output().lines()).startsWith("known: 0 false", "no bounds: 0");
    }

    private static ForkedJvm.Result asksOddly(ForkedJvm jvm) throws Exception {
        ForkedJvm.Result result = jvm.classPath(List.of(ForkedJvm.testClasses(), ForkedJvm.api()))
                .main(AsksOddly.class)
                .run();
        assertThat(result.exitCode()).as(result.errors()).isZero();
        assertThat(result.errorsOfOthers()).isEmpty();
        return result;
    }

    @Test
    void withoutTheAgentNothingIsKnown() throws Exception {
        ForkedJvm.Result result = new ForkedJvm(Jdk.of17(), folder)
                .withoutAgent()
                .classPath(List.of(ForkedJvm.testClasses(), ForkedJvm.api()))
                .main(Asks.class)
                .run();

        assertThat(result.exitCode()).isZero();
        assertThat(result.errors()).isEmpty();
        assertThat(result.output().lines())
                .containsExactly(
                        "known: false",
                        "samples by now: 0",
                        "failed: 0",
                        "slow samples: 0",
                        "began over a second ago: 0",
                        "unknown: false 0",
                        "samples: 0",
                        "around: -1");
    }

    @ParameterizedTest
    @MethodSource("io.gnomon.it.Jdk#all")
    void withoutTheAgentTheApiDoesNothing(Jdk jdk) throws Exception {
        ForkedJvm jvm = new ForkedJvm(jdk, folder)
                .withoutAgent()
                .classPath(List.of(ForkedJvm.testClasses(), ForkedJvm.api()))
                .main(ByHand.class, String.valueOf(NAMES));

        ForkedJvm.Result result = jvm.run();

        assertThat(result.exitCode()).isZero();
        assertThat(result.errors()).isEmpty();
        assertThat(result.output().lines()).startsWith("active: false", "apart: true", "apart: true");
    }
}
