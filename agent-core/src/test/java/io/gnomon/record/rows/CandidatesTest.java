package io.gnomon.record.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.model.SampleRows;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CandidatesTest {

    private static final int OPERATION = 9;

    private final Candidates candidates = new Candidates(OPERATION, new Countdowns());
    private final SampleRows rows = new SampleRows();
    private final WindowOutput ids = new WindowOutput();
    private SplittableRandom random = new SplittableRandom(1);

    private void add(int calls) {
        for (int call = 1; call <= calls; call++) {
            if (candidates.untilTaken() > 0) {
                candidates.pass(1);
            } else {
                candidates.take(2, 3, call, 10L * call, call, random);
            }
        }
    }

    private LongStream weights() {
        return IntStream.range(0, rows.size()).mapToLong(rows::weight);
    }

    @Test
    void aRowHasWhatWasRecorded() {
        candidates.take(2, 3, 100, 50, 20, random);
        candidates.draw(rows, ids, false);

        assertThat(rows.size()).isEqualTo(1);
        assertThat(rows.operation(0)).isEqualTo(OPERATION);
        assertThat(rows.parent(0)).isEqualTo(2);
        assertThat(rows.threadId(0)).isEqualTo(3);
        assertThat(rows.startNanos(0)).isEqualTo(100);
        assertThat(rows.durationNanos(0)).isEqualTo(50);
        assertThat(rows.selfNanos(0)).isEqualTo(20);
        assertThat(rows.flags(0)).isZero();
        assertThat(rows.weight(0)).isEqualTo(1);
    }

    @Test
    void halvingKeepsOneOfEachPairAndTheWeightsStayEven() {
        add(1_000);
        candidates.halve(random);
        assertThat(candidates.size()).isEqualTo(500);
        add(1_000);
        assertThat(candidates.size()).as("now one of two is taken").isEqualTo(1_000);
        candidates.draw(rows, ids, false);

        assertThat(weights()).containsOnly(2L);
        for (int row = 0; row < 500; row++) {
            assertThat(rows.startNanos(row)).isBetween(2L * row + 1, 2L * row + 2);
        }
    }

    @Test
    void callsThatNoRowStandsForAreCarriedToTheNextDraw() {
        while (candidates.isFresh() || candidates.size() > 0) {
            add(1);
            candidates.halve(random);
        }
        candidates.draw(rows, ids, false);
        long carried = candidates.carried();
        assertThat(rows.size()).isZero();
        assertThat(carried).isPositive();

        add(1);
        candidates.draw(rows, ids, false);
        assertThat(weights()).containsExactly(carried + 1);
        assertThat(candidates.carried()).isZero();
    }

    @Test
    void theLastDrawLeavesNothingCarried() {
        while (candidates.isFresh() || candidates.size() > 0) {
            add(1);
            candidates.halve(random);
        }
        candidates.draw(rows, ids, false);
        long carried = candidates.carried();
        candidates.draw(rows, ids, true);

        assertThat(weights()).containsExactly(carried);
        assertThat(rows.startNanos(0)).as("a call of the operation's").isEqualTo(1);
        assertThat(candidates.carried()).isZero();
    }

    @Test
    void untimedCallsAreRepresentedByTheRowsOfTheNextDraw() {
        candidates.addUntimed(7, 3);
        candidates.draw(rows, ids, false);
        assertThat(rows.size()).isZero();
        assertThat(candidates.carried()).isEqualTo(7);

        add(3);
        candidates.addUntimed(5, 3);
        candidates.draw(rows, ids, false);
        assertThat(weights()).containsExactly(5L, 5L, 5L);
        assertThat(candidates.carried()).isZero();
    }

    @Test
    void whatIsTakenBackBeyondTheRowsIsMadeUpForByTheNextDraw() {
        add(2);
        candidates.addUntimed(-1, 3);
        candidates.draw(rows, ids, false);
        assertThat(weights()).containsExactly(1L, 1L);
        assertThat(candidates.carried()).isEqualTo(-1);

        rows.clear();
        add(3);
        candidates.addUntimed(1, 3);
        candidates.draw(rows, ids, false);
        assertThat(weights()).containsExactly(1L, 1L, 1L);
        assertThat(candidates.carried()).isZero();
    }

    @Test
    void rowsOfTreesTakeOverTheirShareOfTheUntimedCalls() {
        candidates.addUntimed(40, 3);
        add(5);
        assertThat(candidates.addTreeRow(1)).isTrue();
        assertThat(candidates.addTreeRow(2)).isFalse();
        assertThat(candidates.addTreeRow(3)).isFalse();

        assertThat(candidates.shareWithTrees()).isTrue();
        assertThat(LongStream.of(1, 2, 3).map(candidates::takeShare)).containsExactly(5L, 5L, 5L);
        candidates.draw(rows, ids, false);
        assertThat(weights()).containsExactly(6L, 6L, 6L, 6L, 6L);
        assertThat(candidates.carried()).isZero();
    }

    @Test
    void rowsOfTreesTakeOverAllWhereThereAreNoOthers() {
        candidates.addUntimed(7, 3);
        candidates.addTreeRow(1);
        candidates.addTreeRow(2);

        assertThat(candidates.shareWithTrees()).isTrue();
        assertThat(LongStream.of(1, 2).map(candidates::takeShare).sum()).isEqualTo(7);
        assertThat(candidates.carried()).isZero();
        assertThat(candidates.heaviest()).isEqualTo(2);
    }

    @Test
    void anOperationThatWasNeverTimedHasNoRowInTheEnd() {
        candidates.addUntimed(7, 3);
        candidates.draw(rows, ids, true);

        assertThat(rows.size()).isZero();
        assertThat(candidates.carried()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void weightsAddUpToTheCallsOverManyDraws(long seed) {
        random = new SplittableRandom(seed);
        long calls = 0;
        for (int draw = 0; draw < 300; draw++) {
            for (int step = random.nextInt(6); step > 0; step--) {
                int some = random.nextInt(40);
                add(some);
                calls += some;
                for (int halving = random.nextInt(5); halving > 0; halving--) {
                    candidates.halve(random);
                }
            }
            candidates.draw(rows, ids, draw == 299);
            assertThat(weights().sum() + candidates.carried()).isEqualTo(calls);
        }
        assertThat(candidates.carried()).isZero();
    }
}
