package io.gnomon.stats;

import static io.gnomon.store.DatabaseBuilder.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunTest {

    @Test
    void aRunIsAliveWhileItsProcessIsThereAndItsAgentWrites() {
        Instant now = START.plusSeconds(60);
        assertThat(run(now.minusSeconds(2), null).state(now, pid -> pid == 4711))
                .isEqualTo(Run.State.ALIVE);
        assertThat(run(now.minusSeconds(2), null).state(now, pid -> false)).isEqualTo(Run.State.DIED);
        assertThat(run(now.minusSeconds(50), null).state(now, pid -> true)).isEqualTo(Run.State.DIED);
        assertThat(run(now, now).state(now, pid -> true)).isEqualTo(Run.State.ENDED);
    }

    private static Run run(Instant lastFlush, @Nullable Instant ended) {
        return new Run(1, "a", null, 4711, "17", "jvm", "os", 2, null, null, "1", null, START, lastFlush, ended);
    }
}
