package io.gnomon.record.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.model.SampleLayout;
import io.gnomon.model.SampleRows;
import io.gnomon.record.Samples;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowLotteryTest {

    private static final long SECOND = 1_000_000_000L;
    private static final int HOT = 1;
    private static final int RARE = 2;

    private final RowBatch batch = new RowBatch();
    private final SampleRows rows = batch.samples();
    private final WindowOutput ids = new WindowOutput();

    private static RowLottery lottery(long rowsPerSecond, long burst) {
        return new RowLottery(new TokenBucket(rowsPerSecond, burst, 0), 0);
    }

    private static void add(RowLottery lottery, int operation, int calls) {
        for (int call = 0; call < calls; call++) {
            lottery.add(1, Samples.root(operation, call, 1), 0, SampleLayout.STRIDE);
        }
    }

    private Map<Integer, Long> weights() {
        Map<Integer, Long> weights = new HashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            weights.merge(rows.operation(row), rows.weight(row), Long::sum);
        }
        return weights;
    }

    private long rowsOf(int operation) {
        return IntStream.range(0, rows.size())
                .filter(row -> rows.operation(row) == operation)
                .count();
    }

    @Test
    void withinTheBudgetEachCallIsARow() {
        RowLottery lottery = lottery(10, 100);
        add(lottery, HOT, 60);
        add(lottery, RARE, 40);
        lottery.draw(batch, ids, false, 0, 0);

        assertThat(rows.size()).isEqualTo(100);
        assertThat(weights()).isEqualTo(Map.of(HOT, 60L, RARE, 40L));
        assertThat(lottery.unrepresented()).isZero();
    }

    @Test
    void aRareOperationKeepsEveryRowBesideAHotOne() {
        RowLottery lottery = lottery(0, 100);
        for (int round = 0; round < 5; round++) {
            add(lottery, HOT, 40_000);
            add(lottery, RARE, 1);
        }
        lottery.draw(batch, ids, false, 0, 0);

        assertThat(rowsOf(RARE)).isEqualTo(5);
        assertThat(rowsOf(HOT)).isBetween(40L, 95L);
        assertThat(weights()).isEqualTo(Map.of(HOT, 200_000L, RARE, 5L));
    }

    @Test
    void hotOperationsShareTheBudgetWhateverTheirCalls() {
        RowLottery lottery = lottery(0, 1_000);
        for (int round = 0; round < 10_000; round++) {
            add(lottery, HOT, 20);
            add(lottery, RARE, 1);
        }
        lottery.draw(batch, ids, false, 0, 0);

        assertThat(rows.size()).isLessThanOrEqualTo(1_000);
        assertThat(rowsOf(HOT)).isGreaterThan(200);
        assertThat(rowsOf(RARE)).isGreaterThan(200);
        assertThat(weights()).isEqualTo(Map.of(HOT, 200_000L, RARE, 10_000L));
    }

    @Test
    void ofCallsReadTogetherTheSameAreTakenAsOneByOne() {
        int calls = 10_000;
        long[] longs = new long[calls * SampleLayout.STRIDE];
        for (int call = 0; call < calls; call++) {
            int operation = call % 100 == 0 ? RARE : HOT;
            System.arraycopy(
                    Samples.root(operation, call, 1), 0, longs, call * SampleLayout.STRIDE, SampleLayout.STRIDE);
        }
        RowLottery lottery = lottery(0, 500);
        lottery.add(1, longs, 0, longs.length);
        lottery.draw(batch, ids, false, 0, 0);

        assertThat(rowsOf(RARE)).isEqualTo(100);
        assertThat(rowsOf(HOT)).isBetween(150L, 400L);
        assertThat(weights()).isEqualTo(Map.of(HOT, 9_900L, RARE, 100L));
        for (int row = 0; row < rows.size(); row++) {
            boolean rare = rows.startNanos(row) % 100 == 0;
            assertThat(rows.operation(row)).isEqualTo(rare ? RARE : HOT);
        }
    }

    @Test
    void untimedCallsAddToTheWeights() {
        RowLottery lottery = lottery(10, 100);
        lottery.addUntimed(HOT, 1_000, 1);
        assertThat(lottery.unrepresented()).isEqualTo(1_000);
        add(lottery, HOT, 10);
        lottery.draw(batch, ids, false, 0, 0);

        assertThat(weights()).isEqualTo(Map.of(HOT, 1_010L));
        assertThat(lottery.unrepresented()).isZero();
    }

    @Test
    void untimedCallsThatFindNoRowInTheEndAreAddedToOneThatIsStored() {
        RowLottery lottery = lottery(10, 100);
        add(lottery, HOT, 10);
        lottery.draw(batch, ids, false, 0, 0);
        long stored = rows.id(0);
        batch.clear();

        lottery.addUntimed(HOT, 1_000, 1);
        lottery.draw(batch, ids, true, 0, 0);

        assertThat(rows.size()).isZero();
        assertThat(batch.corrections()).containsExactly(new RowBatch.Correction(HOT, stored, 1_000));
        assertThat(lottery.unrepresented()).isZero();
    }

    @Test
    void callsOfWhichNoneWasTimedGetARowWithoutADurationInTheEnd() {
        RowLottery lottery = lottery(10, 100);
        lottery.addUntimed(HOT, 1_000, 7);
        lottery.draw(batch, ids, true, 0, 50);

        assertThat(weights()).isEqualTo(Map.of(HOT, 1_000L));
        assertThat(rows.durationNanos(0)).isEqualTo(SampleRows.UNKNOWN);
        assertThat(rows.threadId(0)).isEqualTo(7);
        assertThat(lottery.unrepresented()).isZero();
    }

    @Test
    void whatIsTakenBackInTheEndIsTakenFromTheHeaviestRow() {
        RowLottery lottery = lottery(10, 100);
        lottery.addUntimed(HOT, 1_000, 1);
        add(lottery, HOT, 3);
        lottery.draw(batch, ids, false, 0, 0);
        batch.clear();
        lottery.addUntimed(HOT, -4, 1);
        lottery.draw(batch, ids, true, 0, 0);

        assertThat(batch.corrections()).containsExactly(new RowBatch.Correction(HOT, 1, -4));
    }

    @Test
    void rowsThatAreStoredInAnyCaseCountAgainstTheBudget() {
        RowLottery lottery = lottery(10, 100);
        add(lottery, HOT, 100);
        lottery.draw(batch, ids, false, 70, 0);
        assertThat(rows.size()).isBetween(1, 30);

        rows.clear();
        add(lottery, HOT, 100);
        lottery.draw(batch, ids, false, 500, 0);
        assertThat(rows.size()).isZero();
        assertThat(lottery.unrepresented()).isEqualTo(100);
    }

    @Test
    void callsWithoutAnyBudgetComeOutAtTheEndAsOneRowEach() {
        RowLottery lottery = lottery(0, 0);
        add(lottery, HOT, 1_000);
        lottery.draw(batch, ids, false, 0, 0);
        add(lottery, RARE, 10);
        lottery.draw(batch, ids, false, 0, 0);
        assertThat(rows.size()).isZero();
        assertThat(lottery.unrepresented()).isEqualTo(1_010);

        add(lottery, RARE, 1);
        lottery.draw(batch, ids, true, 0, 0);
        assertThat(rows.size()).isEqualTo(2);
        assertThat(weights()).isEqualTo(Map.of(HOT, 1_000L, RARE, 11L));
        assertThat(lottery.unrepresented()).isZero();
    }

    @Test
    void overManyDrawsWeightsAddUpAndTheBudgetIsHeld() {
        Random random = new Random(3);
        RowLottery lottery = lottery(50, 200);
        Map<Integer, Long> calls = new HashMap<>();
        long total = 0;
        for (int second = 0; second < 200; second++) {
            for (int batch = random.nextInt(10); batch > 0; batch--) {
                int operation = 1 + random.nextInt(100);
                int some = 1 + random.nextInt(operation % 10 == 0 ? 500 : 10);
                add(lottery, operation, some);
                calls.merge(operation, (long) some, Long::sum);
                total += some;
            }
            lottery.draw(batch, ids, false, 0, second * SECOND);

            assertThat(rows.size()).isLessThanOrEqualTo(200 + 50 * second);
            long weights =
                    weights().values().stream().mapToLong(Long::longValue).sum();
            assertThat(weights + lottery.unrepresented()).isEqualTo(total);
        }
        lottery.draw(batch, ids, true, 0, 200 * SECOND);

        assertThat(weights()).isEqualTo(calls);
        assertThat(IntStream.range(0, rows.size()).mapToObj(rows::id).collect(Collectors.toSet()))
                .as("each row has an id of its own")
                .hasSize(rows.size());
    }
}
