package io.gnomon.record.detail;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.model.CallDetail;
import io.gnomon.model.OperationRegistry;
import io.gnomon.record.memory.MemoryBudget;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DetailMatcherTest {

    private static final int MAX_WAITING = 20_000;

    /** Slowly enough for the rations. */
    private static final long STEP = 1_000_000;

    private final long start = System.nanoTime() + 3_600_000_000_000L;
    private final Exception failure = new Exception("expected");
    private final MemoryBudget.Share memory = new MemoryBudget(64 << 20).details();
    private final DetailCapture capture =
            new DetailCapture(new OperationRegistry(Duration.ofSeconds(1)), DetailCapture.class, memory);
    private final DetailMatcher matcher = new DetailMatcher(capture);

    @Test
    void aDetailBelongsToOneThreadStartAndOperation() {
        capture.capture(1, 2, start, 10, GnomonRecorder.ERROR, failure);

        assertThat(matcher.take(9, start, 2)).isNull();
        assertThat(matcher.take(1, start + 1, 2)).isNull();
        assertThat(matcher.take(1, start, 9)).isNull();
        assertThat(matcher.take(1, start, 2))
                .isNotNull()
                .extracting(detail -> detail.failure().get(0).message())
                .isEqualTo("expected");
        assertThat(matcher.take(1, start, 2)).as("taken already").isNull();
    }

    @Test
    void memoryIsTakenUntilADetailIsReleased() {
        capture.capture(1, 2, start, 10, GnomonRecorder.ERROR, new Exception("x".repeat(1_000)));
        assertThat(memory.held()).isGreaterThan(2_000);

        CallDetail detail = requireNonNull(matcher.take(1, start, 2));
        assertThat(memory.held()).isGreaterThan(2_000);
        matcher.release(detail);

        assertThat(memory.held()).isZero();
    }

    @Test
    void whatFindsNoMemoryIsRationed() {
        memory.take(memory.most());

        capture.capture(1, 2, start, 10, GnomonRecorder.ERROR, failure);

        assertThat(matcher.take(1, start, 2)).isNull();
        assertThat(capture.limited()).isEqualTo(1);
        assertThat(memory.held()).isEqualTo(memory.most());
    }

    @Test
    void detailsAreFoundInAnyOrder() {
        for (int call = 0; call < 100; call++) {
            capture.capture(1, 2, start + call * STEP, 10, GnomonRecorder.ERROR, failure);
        }

        for (int call = 99; call >= 0; call--) {
            assertThat(matcher.take(1, start + call * STEP, 2)).isNotNull();
        }
    }

    @Test
    void theOldestIsForgottenWhereManySamplesNeverCame() {
        for (int call = 0; call <= MAX_WAITING; call++) {
            capture.capture(1, 2, start + call * STEP, 10, GnomonRecorder.ERROR, failure);
            if (call % 1_000 == 0) {
                matcher.take(9, 9, 9);
            }
        }
        matcher.take(9, 9, 9);

        assertThat(matcher.take(1, start, 2)).isNull();
        assertThat(matcher.take(1, start + STEP, 2)).isNotNull();
        assertThat(matcher.take(1, start + MAX_WAITING * STEP, 2)).isNotNull();
    }
}
