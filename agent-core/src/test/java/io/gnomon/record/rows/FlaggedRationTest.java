package io.gnomon.record.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.model.CallDetail;
import io.gnomon.model.SampleRows;
import io.gnomon.record.Meta;
import io.gnomon.record.Samples;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FlaggedRationTest {

    private static final long SECOND = 1_000_000_000L;
    private static final int OPERATION = 3;

    private int released;
    private final FlaggedRation ration = new FlaggedRation(0, ignored -> released++);
    private final RowBatch batch = new RowBatch();
    private final SampleRows rows = batch.samples();
    private final WindowOutput ids = new WindowOutput();

    /** The weights of the calls that got a row of their own. */
    private long chosenWeight;

    private int chosen;

    private Flagged call(long start, long duration, int flags, @Nullable String message, boolean wanted) {
        CallDetail detail = message == null
                ? null
                : new CallDetail(
                        1, OPERATION, start, List.of(new CallDetail.Failure("Failed", message, List.of())), null);
        Flagged call = ration.choose(
                1, Samples.of(start, duration, duration, Meta.of(OPERATION, 0, 1, flags)), 0, detail, null, wanted, 1);
        chosenWeight += call.weight();
        chosen += call.isKept() ? 1 : 0;
        return call;
    }

    private long drawnWeight() {
        return LongStream.range(0, rows.size())
                .map(row -> rows.weight((int) row))
                .sum();
    }

    @Test
    void noSlowCallIsMissedWithinTheRation() {
        for (int call = 0; call < 100_000; call++) {
            long start = call * SECOND / 400;
            assertThat(call(start, 5, Meta.SLOW, null, false).weight()).isEqualTo(1);
            if (call % 400 == 0) {
                ration.draw(batch, ids);
            }
        }
        assertThat(rows.size()).isZero();
    }

    @Test
    void ofAFloodOfOneErrorAFairSampleIsStoredWithTheFirstAndTheLatest() {
        int second = 6_000;
        for (int call = 0; call < 90 * second; call++) {
            Flagged decided = call(call * SECOND / second, 5, Meta.ERROR, "order " + call + " is unknown", false);
            assertThat(decided.isKept() || call > 0).as("the first one").isTrue();
            if (call % second == second - 1) {
                ration.draw(batch, ids);
            }
        }

        assertThat(chosen + rows.size()).isLessThan(6_000);
        assertThat(chosenWeight + drawnWeight()).isEqualTo(90L * second);
        assertThat(rows.startNanos(rows.size() - 1)).isEqualTo((90L * second - 1) * SECOND / second);
        assertThat(batch.details()).hasSize(rows.size());
        assertThat(released).isEqualTo(90 * second - chosen - rows.size());
    }

    @Test
    void aRareErrorIsNotAffectedByAFloodOfAnother() {
        for (int call = 0; call < 100_000; call++) {
            call(call, 5, Meta.ERROR, "order 17 is unknown", false);
        }
        assertThat(call(100_000, 5, Meta.ERROR, "out of stock", false).weight()).isEqualTo(1);
    }

    @Test
    void theSlowestCallOfAFloodIsStored() {
        int flood = 50_000;
        for (int call = 0; call < flood; call++) {
            call(call, call == 30_000 || call == 20_000 ? 900 + call : 5, Meta.SLOW, null, false);
        }
        ration.draw(batch, ids);

        assertThat(chosenWeight + drawnWeight()).isEqualTo(flood);
        assertThat(IntStream.range(0, rows.size()).mapToLong(rows::durationNanos))
                .contains(30_900L);
        // The last one has a row already if it was drawn.
        assertThat(rows.size()).isBetween(1, 2);
    }

    @Test
    void aCallIsStoredWhereACallInsideItIs() {
        for (int call = 0; call < 100_000; call++) {
            call(call, 5, Meta.ERROR, "order 17 is unknown", false);
        }
        assertThat(call(100_000, 5, Meta.ERROR, "order 18 is unknown", true).hasTree())
                .isTrue();
    }

    @Test
    void anExceptionThatPassesSeveralCallsIsMarkedFromTheSecondOn() {
        Flagged inner = call(1, 5, Meta.ERROR, "closed", false);
        long[] outer = Samples.of(1, 9, 9, Meta.of(OPERATION, 0, 0, Meta.ERROR));
        CallDetail.Failure same = new CallDetail.Failure("Failed", "closed", List.of());
        CallDetail.Failure other = new CallDetail.Failure("Failed", "late", List.of());

        assertThat(inner.passedOn()).isFalse();
        assertThat(outer(outer, same, inner).passedOn()).isTrue();
        assertThat(outer(outer, other, inner).passedOn()).isFalse();
        assertThat(outer(outer, same, null).passedOn()).isFalse();
    }

    private Flagged outer(long[] sample, CallDetail.Failure failure, @Nullable Flagged inside) {
        return ration.choose(1, sample, 0, new CallDetail(1, OPERATION, 1, List.of(failure), null), inside, false, 0);
    }
}
