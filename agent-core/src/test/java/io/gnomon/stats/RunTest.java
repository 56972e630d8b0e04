package io.gnomon.stats;

import static io.gnomon.store.write.DatabaseBuilder.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunTest {

    @Test
    void aRunThatDidNotEndIsAliveWhileItsProcessIsThere() {
        assertThat(run(null).state(run -> run.pid() == 4711)).isEqualTo(Run.State.ALIVE);
        assertThat(run(null).state(run -> false)).isEqualTo(Run.State.CUT_OFF);
        assertThat(run(START.plusSeconds(2)).state(run -> true)).isEqualTo(Run.State.ENDED);
    }

    private static Run run(@Nullable Instant ended) {
        return new Run(1, "a", null, 4711, "17", "jvm", "os", 2, null, null, "1", null, START, START, START, ended);
    }
}
