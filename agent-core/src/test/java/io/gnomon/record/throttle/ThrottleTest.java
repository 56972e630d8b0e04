package io.gnomon.record.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.model.MethodReference;
import io.gnomon.model.OperationRegistry;
import io.gnomon.model.OperationSpec;
import io.gnomon.model.RunClock;
import io.gnomon.model.Ticks;
import io.gnomon.record.CollectingLog;
import io.gnomon.record.Samples;
import io.gnomon.record.rollup.LiveRollups;
import io.gnomon.record.sink.RecorderSink;
import io.gnomon.rules.TimingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    private static final long SECOND = 1_000_000_000L;
    private static final MethodReference METHOD = new MethodReference("com.acme.Hot", "call", "()V");

    private final OperationRegistry operations = new OperationRegistry(Duration.ofSeconds(1));
    private final RunClock clock = new RunClock();
    private final LiveRollups rollups = new LiveRollups(clock);
    private final ThrottleSlots slots = new ThrottleSlots();
    private final List<String> events = new ArrayList<>();

    /** One core is busy all the time. */
    private long cpuNanos = SECOND;

    private int cpuAskedFor;

    private final Throttle throttle = new Throttle(
            0.01, operations, rollups, slots, this::processCpu, (kind, message) -> events.add(kind + " " + message));
    private long now = System.nanoTime();

    private long processCpu() {
        cpuAskedFor++;
        return cpuNanos;
    }

    @AfterEach
    void takeOff() {
        throttle.end();
    }

    private int operation(
            String name, @Nullable MethodReference method, @Nullable Duration slowThreshold, TimingMode mode) {
        return operations
                .register(new OperationSpec(name, method, "test", "", slowThreshold, mode))
                .id();
    }

    private int hot(String name) {
        return operation(name, METHOD, null, TimingMode.DEFAULT);
    }

    /** A second goes by in which an operation was called so often; a few calls of it are timed. */
    private void second(int operation, long calls, long nanos) {
        called(operation, calls, nanos);
        goOn();
    }

    private void called(int operation, long calls, long nanos) {
        long[] sample = Samples.root(operation, now, nanos);
        for (int timed = 0; timed < 10; timed++) {
            rollups.add(sample, 0, sample.length);
        }
        rollups.addUntimed(operation, calls - 10, Ticks.NONE, now, now);
    }

    private void goOn() {
        now += SECOND;
        cpuNanos += SECOND;
        if (throttle.review(now)) {
            throttle.publish();
        }
    }

    /** Two reviews: the first one only learns what the process uses. */
    private void heat(int operation, long nanos) {
        second(operation, 100_000_000, nanos);
        second(operation, 100_000_000, nanos);
    }

    @Test
    void aHotOperationIsThrottledAtOnceAndThatIsNoted() {
        heat(hot("hot"), 10);

        assertThat(events)
                .singleElement()
                .asString()
                .matches("throttled hot: 1 of [\\d,]+ calls is timed, at 100,000,000 calls a second");
        assertThat(slots.size()).isEqualTo(1);
        assertThat(throttle.nanosUntilReview(now)).isEqualTo(SECOND);
    }

    @Test
    void theRecorderTimesOnlySomeCallsThen() throws InterruptedException {
        int hot = hot("hot");
        heat(hot, 10);

        GnomonBuffer buffer = recorded(1_000_000, () -> GnomonRecorder.exit(GnomonRecorder.enter(hot)));

        assertThat(buffer.produced()).isEqualTo(1_000_000);
        assertThat(buffer.counters()[slots.of(hot)].count()).isBetween(990_000L, 999_999L);
    }

    @Test
    void aTimingByHandOfTheSameNameIsTimedAllTheSame() throws InterruptedException {
        int hot = hot("hot");
        heat(hot, 10);

        GnomonBuffer buffer = recorded(1_000, () -> {
            GnomonCall call = GnomonRecorder.begin(hot);
            GnomonRecorder.close(call, call.startNanos(), false, null);
        });

        assertThat(buffer.produced()).isEqualTo(1_000);
        assertThat(buffer.counters()[slots.of(hot)].count()).isZero();
    }

    /** Where a thread records that makes the same call again and again. */
    private GnomonBuffer recorded(int calls, Runnable call) throws InterruptedException {
        RecorderSink sink = new RecorderSink(operations, (question, arguments) -> null, new CollectingLog(), 64 << 20);
        GnomonRecorder.connect(sink);
        try {
            Thread thread = new Thread(() -> {
                for (int made = 0; made < calls; made++) {
                    call.run();
                }
            });
            thread.start();
            thread.join();
            sink.lookingAtBuffers();
            // The clock's own thread may have opened a buffer, too.
            return sink.buffers().stream()
                    .filter(buffer -> buffer.owner() == thread)
                    .findAny()
                    .orElseThrow();
        } finally {
            GnomonRecorder.disconnect();
        }
    }

    @Test
    void itIsLoosenedOnlyAfterTenSecondsAndNotedAgain() {
        int hot = hot("hot");
        heat(hot, 10);
        events.clear();
        for (int second = 1; second < 10; second++) {
            second(hot, 1_000, 10);
            assertThat(events).isEmpty();
        }
        second(hot, 1_000, 10);

        assertThat(events).containsExactly("unthrottled hot: every call is timed again, at 1,000 calls a second");
        assertThat(throttle.nanosUntilReview(now)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void oneEventTellsOfAllOperationsThatAReviewHasThrottled() {
        int[] many = new int[73];
        for (int at = 0; at < many.length; at++) {
            many[at] = hot("hot " + at);
        }
        for (int second = 0; second < 2; second++) {
            for (int at = 0; at < many.length; at++) {
                called(many[at], at == 41 ? 50_000_000 : 1_000_000, 10);
            }
            goOn();
        }

        assertThat(events)
                .singleElement()
                .asString()
                .matches("throttled 73 operations throttled; the busiest is hot 41: 1 of [\\d,]+ calls is timed, at"
                        + " 50,000,000 calls a second");
    }

    @Test
    void eventsComeNotMoreOftenThanEveryTenSecondsAndTheRestAtTheEnd() {
        int first = hot("first");
        heat(first, 10);
        assertThat(events).hasSize(1);
        int[] more = new int[8];
        for (int at = 0; at < more.length; at++) {
            more[at] = hot("later " + at);
            called(more[at], 100_000_000, 10);
            second(first, 100_000_000, 10);
        }
        assertThat(events).hasSize(1);
        goOn();
        goOn();

        assertThat(events).hasSize(2);
        assertThat(events.get(1)).startsWith("throttled 8 operations throttled");

        called(hot("last"), 100_000_000, 10);
        goOn();
        assertThat(events).hasSize(2);
        throttle.tellRest();
        assertThat(events).hasSize(3);
        assertThat(events.get(2)).contains("; the busiest is last: 1 of ");
    }

    @Test
    void oneBusySecondStartsTheTenSecondsAnew() {
        int hot = hot("hot");
        heat(hot, 10);
        events.clear();
        for (int second = 1; second < 10; second++) {
            second(hot, 1_000, 10);
        }
        second(hot, 100_000_000, 10);
        for (int second = 1; second < 10; second++) {
            second(hot, 1_000, 10);
        }
        assertThat(events).isEmpty();
        second(hot, 1_000, 10);
        assertThat(events).hasSize(1);
    }

    @Test
    void itIsLoosenedNoFurtherThanTheBusiestOfTheTenSecondsAllowed() {
        int hot = hot("hot");
        heat(hot, 10);
        events.clear();
        for (int second = 1; second <= 10; second++) {
            second(hot, second == 5 ? 20_000_000 : 1_000, 10);
        }

        assertThat(events).singleElement().asString().startsWith("throttled hot: 1 of ");
    }

    @Test
    void anOperationThatIsCalledNoMoreIsLoosenedToo() {
        int hot = hot("hot");
        heat(hot, 10);
        events.clear();
        for (int second = 1; second <= 10; second++) {
            goOn();
        }
        assertThat(events).containsExactly("unthrottled hot: every call is timed again, at 0 calls a second");
    }

    @Test
    void longCallsAreNeverThrottled() {
        heat(hot("long"), 1_000_000);

        assertThat(events).isEmpty();
    }

    @Test
    void someOperationsAreNeverThrottled() {
        heat(operation("exact", METHOD, null, TimingMode.EXACT), 10);
        heat(operation("manual", null, null, TimingMode.DEFAULT), 10);
        heat(operation("slow soon", METHOD, Duration.ofMillis(20).minusNanos(1), TimingMode.DEFAULT), 10);
        assertThat(events).isEmpty();

        heat(operation("slow late", METHOD, Duration.ofMillis(20), TimingMode.DEFAULT), 10);
        assertThat(events).singleElement().asString().startsWith("throttled slow late");
    }

    @Test
    void fewCallsDoNotEvenAskForTheCpuTime() {
        int calm = hot("calm");
        for (int second = 0; second < 5; second++) {
            second(calm, 100, 10);
        }
        assertThat(events).isEmpty();
        assertThat(cpuAskedFor).isZero();
        assertThat(throttle.nanosUntilReview(now)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whereTheCpuTimeIsUnknownOneCoreIsAssumed() {
        int hot = hot("hot");
        for (int second = 0; second < 2; second++) {
            cpuNanos = -SECOND;
            second(hot, 100_000_000, 10);
        }
        assertThat(events).hasSize(1);
    }

    @Test
    void aReviewIsDueEverySecondButNotWithoutABudget() {
        assertThat(throttle.isDue(System.nanoTime() + SECOND)).isTrue();
        Throttle none = new Throttle(
                Double.POSITIVE_INFINITY, operations, rollups, slots, () -> 0, (kind, message) -> events.add(kind));
        assertThat(none.isDue(System.nanoTime() + 10 * SECOND)).isFalse();
        none.end();
    }
}
