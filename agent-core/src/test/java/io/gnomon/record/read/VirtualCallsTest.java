package io.gnomon.record.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.model.SampleLayout;
import io.gnomon.record.Meta;
import io.gnomon.record.Samples;
import io.gnomon.record.memory.MemoryBudget;
import io.gnomon.record.rows.WindowOutput;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VirtualCallsTest {

    private static final long LATER = 1_000_000;

    private final WindowOutput output = new WindowOutput();
    private final MemoryBudget.Share memory = new MemoryBudget(64 << 20).windows();
    private final VirtualCalls calls = new VirtualCalls(memory);

    private void add(long thread, int operation, long start, long end, int depth, int flags) {
        add(thread, Samples.of(start, end - start, end - start, Meta.of(operation, 0, depth, flags)));
    }

    private void add(long thread, long[] sample) {
        calls.add(thread, sample, 0, SampleLayout.STRIDE);
    }

    @Test
    void callsReadOutOfOrderAreKeptWithTheirCaller() {
        add(1, 3, 0, 100, 0, Meta.SLOW);
        add(1, 1, 10, 20, 2, 0);
        add(1, 2, 5, 50, 1, 0);

        calls.settle(LATER, output);

        assertThat(output.kept.keySet()).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(output.kept(1).caller()).isEqualTo(output.kept(2).id());
        assertThat(output.kept(2).caller()).isEqualTo(output.kept(3).id());
    }

    @Test
    void whatIsLetGoEarlyIsACandidateAndItsMemoryIsFree() {
        for (int thread = 1; thread <= 100; thread++) {
            for (int call = 0; call < 50; call++) {
                add(thread, 1, call, call + 1, 1, 0);
            }
        }
        calls.settle(LATER, output);
        assertThat(output.candidates).isEmpty();
        assertThat(memory.held()).isGreaterThan(100 * 50 * SampleLayout.STRIDE * Long.BYTES);

        assertThat(calls.letGoEarly(output)).isEqualTo(100 * 50);

        assertThat(output.candidates).hasSize(100 * 50);
        assertThat(memory.held()).isZero();
    }

    @Test
    void ofCallsThatEndAtTheSameTimeTheCalleeComesFirst() {
        add(1, 2, 0, 100, 0, Meta.SLOW);
        add(1, 1, 100, 100, 1, 0);

        calls.settle(LATER, output);

        assertThat(output.kept(1).caller()).isEqualTo(output.kept(2).id());
    }

    @Test
    void whatEndedAfterTheRoundBeganWaitsForTheNext() {
        add(1, 2, 0, 100, 0, 0);
        calls.settle(99, output);
        assertThat(output.candidates).isEmpty();

        add(1, 1, 10, 20, 1, 0);
        calls.settle(100, output);
        assertThat(output.candidates).containsExactly(1, 2);
    }

    @Test
    void timesAreComparedAcrossTheOverflowOfTheClock() {
        add(1, 2, Long.MAX_VALUE - 10, Long.MIN_VALUE + 5, 0, Meta.SLOW);
        add(1, 1, Long.MAX_VALUE - 8, Long.MAX_VALUE - 5, 1, 0);

        calls.settle(Long.MIN_VALUE + 4, output);
        assertThat(output.kept).isEmpty();
        calls.settle(Long.MIN_VALUE + 5, output);
        assertThat(output.kept.keySet()).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void aFlushGivesOutFailedCallsWhoseCallersRun() {
        add(1, 1, 0, 10, 1, Meta.ERROR);
        calls.settle(LATER, output);
        assertThat(output.kept).isEmpty();

        calls.flush(output);
        assertThat(output.kept.keySet()).containsExactly(1);

        add(1, 2, 0, 20, 0, Meta.ERROR);
        calls.settle(LATER, output);
        assertThat(output.kept(1).caller()).isEqualTo(output.kept(2).id());
    }

    @Test
    void aReleaseLetsWaitingCallsGo() {
        add(1, 1, 0, 10, 1, 0);
        add(2, 2, 0, 10, 1, 0);
        calls.settle(LATER, output);
        assertThat(output.candidates).isEmpty();

        calls.release(output);
        assertThat(output.candidates).containsExactlyInAnyOrder(1, 2);
    }

    /** Each thread makes pairs of a slow caller and a callee; the samples are read in any order. */
    @Test
    void threadsAreToldApartInAnyOrderOfReading() {
        Random random = new Random(5);
        List<long[]> samples = new ArrayList<>();
        int operation = 0;
        for (int thread = 1; thread <= 20; thread++) {
            for (int pair = 0; pair < 30; pair++) {
                long start = pair * 100L;
                samples.add(new long[] {start + 10, 10, 10, Meta.of(++operation, 0, 1, 0), thread});
                samples.add(new long[] {start, 50, 40, Meta.of(++operation, 0, 0, Meta.SLOW), thread});
            }
        }
        Collections.shuffle(samples, random);
        samples.forEach(sample -> add(sample[4], sample));
        calls.settle(LATER, output);

        assertThat(output.kept).hasSize(operation);
        for (int callee = 1; callee < operation; callee += 2) {
            assertThat(output.kept(callee).caller())
                    .isEqualTo(output.kept(callee + 1).id());
            assertThat(output.kept(callee).threadId()).isEqualTo((callee - 1) / 60 + 1);
        }
    }

    @Test
    void asksForTheEndOfTheRoundWhenManySamplesWait() {
        int operation = 0;
        while (!calls.isFull()) {
            add(1 + operation % 100, ++operation, 0, 10, 0, 0);
        }
        calls.settle(LATER, output);

        assertThat(calls.isFull()).isFalse();
        assertThat(output.candidates).hasSize(operation);
    }

    @Test
    void whereCallsOfVeryManyThreadsWaitForTheirCallersAllAreLetGo() {
        int threads = VirtualCalls.MAX_WINDOWS + 1;
        for (int thread = 1; thread <= threads; thread++) {
            add(thread, thread, 0, 10, 1, thread % 2 == 0 ? Meta.ERROR : 0);
        }
        calls.settle(LATER, output);

        assertThat(output.candidates.size() + output.kept.size()).isEqualTo(threads);
        add(2, threads + 1, 0, 20, 0, Meta.ERROR);
        calls.settle(LATER, output);
        assertThat(output.kept(threads + 1).id()).isNotEqualTo(output.kept(2).caller());
    }
}
