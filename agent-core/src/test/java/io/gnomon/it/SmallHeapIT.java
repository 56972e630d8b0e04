package io.gnomon.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.it.programs.SmallHeap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An application that does with little memory still does so with the agent; what there is no room for is counted. */
class SmallHeapIT {

    private static final String SECONDS = String.valueOf(Repetitions.of(20));
    private static final String ERRORS = String.valueOf(Repetitions.of(100_000));
    private static final String THREADS = String.valueOf(Repetitions.of(400_000));

    @TempDir
    Path folder;

    static Stream<Arguments> heaps() {
        List<Arguments> heaps = new ArrayList<>();
        Jdk.all().forEach(jdk -> {
            heaps.add(heap(jdk, List.of("-Xmx16m"), "default", "calls", SECONDS, "4"));
            heaps.add(heap(jdk, List.of("-Xmx32m", "-XX:+UseSerialGC"), "exact", "calls", SECONDS, "4"));
            // Stacks of a thousand frames.
            heaps.add(heap(jdk, List.of("-Xmx96m"), "default", "errors", ERRORS));
            heaps.add(heap(jdk, List.of("-Xmx48m"), "default", "threads", THREADS));
        });
        return heaps.stream();
    }

    private static Arguments heap(Jdk jdk, List<String> options, String mode, String... arguments) {
        return Arguments.of(jdk, options, mode, List.of(arguments));
    }

    @ParameterizedTest
    @MethodSource("heaps")
    void isEnough(Jdk jdk, List<String> options, String mode, List<String> arguments) throws Exception {
        ForkedJvm jvm = new ForkedJvm(jdk, folder)
                .classPath(List.of(ForkedJvm.testClasses(), ForkedJvm.api()))
                .option("mode", mode)
                .option("shutdown-limit", "1m")
                .main(SmallHeap.class, arguments.toArray(String[]::new));
        options.forEach(jvm::jvm);

        ForkedJvm.Result result = jvm.run();

        assertThat(result.exitCode()).as(result.errors()).isZero();
        assertThat(result.output()).isEqualToIgnoringNewLines("done");
        assertThat(result.errorsOfOthers()).isEmpty();
        CallsFile file = new CallsFile(jvm.database());
        assertThat(file.ledgerBalances()).isTrue();
        assertThat(file.number("SELECT ended_cleanly FROM runs")).isEqualTo(1);
        assertThat(file.number("SELECT sum(calls) FROM operation_stats"))
                .isEqualTo(file.number("SELECT produced FROM accounts"));
    }
}
