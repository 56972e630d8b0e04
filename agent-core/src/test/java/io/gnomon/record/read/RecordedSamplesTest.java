package io.gnomon.record.read;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.TestSink;
import io.gnomon.model.SampleLayout;
import io.gnomon.record.Meta;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes into the recorder comes out of its chunks, in whatever form it was packed and whenever it is read. */
class RecordedSamplesTest {

    private static final int CALLS = 200_000;
    private static final int MOST_OPERATIONS = 3;

    /** A call as the test made it; a duration of -1 is the recorder's own. */
    private record Made(int operation, int parent, int depth, boolean failed, long duration) {}

    /** One as it came out. */
    private record Sample(long start, long duration, long self, long meta) {
        Made made(boolean knownDuration) {
            return new Made(
                    SampleLayout.operation(meta),
                    SampleLayout.parent(meta),
                    SampleLayout.depth(meta),
                    SampleLayout.flags(meta) == Meta.ERROR,
                    knownDuration ? duration : -1);
        }
    }

    /** Takes chunks, and now and then refuses one. */
    private static final class Sink extends TestSink {
        private final Random random;
        private final double refusals;
        private final List<Sample> samples = new ArrayList<>();
        private final long[] unpacked = new long[GnomonChunk.CAPACITY * GnomonSamples.STRIDE];
        private @Nullable GnomonBuffer buffer;
        private long dropped;
        private long droppedFailures;

        Sink(Random random, double refusals) {
            this.random = random;
            this.refusals = refusals;
        }

        /** What is there to be read: of a chunk that is being filled, too. */
        void read(GnomonChunk chunk) {
            assertThat(chunk.tryClaim()).isTrue();
            int end = new GnomonSamples(chunk).unpack(unpacked, true);
            chunk.release();
            for (int at = 0; at < end; at += SampleLayout.STRIDE) {
                samples.add(new Sample(unpacked[at], unpacked[at + 1], unpacked[at + 2], unpacked[at + 3]));
            }
        }

        void readCurrent() {
            if (buffer != null) {
                read(buffer.current());
            }
        }

        @Override
        public void open(GnomonBuffer opened) {
            buffer = opened;
            opened.begin(new GnomonChunk());
        }

        @Override
        @SuppressWarnings("NullAway") // The superclass stands outside of the checked code.
        public GnomonChunk exchange(GnomonChunk full) {
            if (random.nextDouble() < refusals) {
                return null;
            }
            read(full);
            return new GnomonChunk();
        }

        @Override
        public void dropped(int operation, boolean error) {
            dropped++;
            droppedFailures += error ? 1 : 0;
        }
    }

    /** Makes random calls on a thread of its own. */
    private static final class Caller {
        private final Exception failure = new Exception("expected");

        private final Random random;
        private final Sink sink;
        private final List<Made> made = new ArrayList<>();
        private final Deque<GnomonCall> running = new ArrayDeque<>();
        private final Deque<Integer> operations = new ArrayDeque<>();

        Caller(Random random, Sink sink) {
            this.random = random;
            this.sink = sink;
        }

        void run() {
            while (made.size() < CALLS) {
                step();
            }
            while (!running.isEmpty()) {
                end();
            }
        }

        private void step() {
            int choice = random.nextInt(100);
            if (choice == 0) {
                sink.readCurrent();
            } else if (choice < 20 && running.size() < 30) {
                begin(operation());
            } else if (choice < 35 && !running.isEmpty()) {
                end();
            } else if (choice < 50) {
                record();
            } else {
                // Mostly the same leaf again and again: that is the shortest form.
                int operation = random.nextInt(10) == 0 ? operation() : 1;
                begin(operation);
                end();
            }
        }

        private int operation() {
            int most = random.nextBoolean() ? MOST_OPERATIONS : GnomonRecorder.OPERATION_MASK;
            return 1 + random.nextInt(most);
        }

        private int parent() {
            return operations.isEmpty() ? 0 : operations.peek();
        }

        private void begin(int operation) {
            running.push(GnomonRecorder.enter(operation));
            operations.push(operation);
        }

        private void end() {
            GnomonCall call = running.pop();
            int operation = operations.pop();
            boolean failed = random.nextInt(20) == 0;
            if (failed) {
                GnomonRecorder.fail(failure, call);
            } else {
                GnomonRecorder.exit(call);
            }
            made.add(new Made(operation, parent(), running.size(), failed, -1));
        }

        /** Durations of all sizes: also such as need the longest form. */
        private void record() {
            int operation = operation();
            long duration = random.nextLong() >>> (1 + random.nextInt(63));
            boolean failed = random.nextInt(20) == 0;
            GnomonRecorder.record(operation, duration, failed);
            made.add(new Made(operation, parent(), running.size(), failed, duration));
        }
    }

    @AfterEach
    void disconnect() {
        GnomonRecorder.disconnect();
    }

    private static Caller call(Random random, Sink sink) throws InterruptedException {
        GnomonRecorder.slowThresholds(new long[0], Long.MAX_VALUE);
        GnomonRecorder.connect(sink);
        Caller caller = new Caller(random, sink);
        Thread thread = new Thread(caller::run);
        thread.start();
        thread.join();
        sink.readCurrent();
        return caller;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatIsRecordedIsRead(long seed) throws InterruptedException {
        Random random = new Random(seed);
        Sink sink = new Sink(random, 0);

        List<Made> made = call(random, sink).made;

        assertThat(sink.samples).hasSameSizeAs(made);
        long[] childNanos = new long[64];
        long lastEnd = Long.MIN_VALUE;
        for (int at = 0; at < made.size(); at++) {
            Sample sample = sink.samples.get(at);
            Made expected = made.get(at);
            boolean isRecorded = expected.duration() >= 0;
            assertThat(sample.made(isRecorded)).isEqualTo(expected);
            if (isRecorded) {
                assertThat(sample.self()).isEqualTo(sample.duration());
            } else {
                int depth = expected.depth();
                assertThat(sample.self()).isEqualTo(sample.duration() - childNanos[depth + 1]);
                childNanos[depth + 1] = 0;
                childNanos[depth] += sample.duration();
            }
            long end = sample.start() + sample.duration();
            assertThat(end - lastEnd >= 0 || lastEnd == Long.MIN_VALUE)
                    .as("in the order of their ends")
                    .isTrue();
            lastEnd = end;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6, 7, 8})
    void whereThereIsNoRoomOnlyPlainCallsAreDroppedAndEachIsCounted(long seed) throws InterruptedException {
        Random random = new Random(seed);
        Sink sink = new Sink(random, 0.3);

        List<Made> made = call(random, sink).made;

        assertThat(sink.dropped).isPositive();
        assertThat(sink.droppedFailures).isZero();
        assertThat(sink.samples.size() + sink.dropped).isEqualTo(made.size());
        List<Made> kept = new ArrayList<>();
        for (Sample sample : sink.samples) {
            if (SampleLayout.flags(sample.meta()) == Meta.ERROR) {
                kept.add(sample.made(false));
            }
        }
        List<Made> failed = made.stream()
                .filter(Made::failed)
                .map(call -> new Made(call.operation(), call.parent(), call.depth(), true, -1))
                .toList();
        assertThat(kept).isEqualTo(failed);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aThrottledCallThatFailsWhileTheCoarseClockStandsTookNoTime(int exponent) throws InterruptedException {
        Exception failure = new Exception("expected");
        Sink sink = new Sink(new Random(9), 0);
        GnomonRecorder.slowThresholds(new long[0], Long.MAX_VALUE);
        GnomonRecorder.connect(sink);
        GnomonThrottle.advance(Long.MIN_VALUE);
        GnomonThrottle.set(new int[] {0, GnomonThrottle.encode(1, exponent)});
        try {
            Thread thread = new Thread(() -> {
                for (int call = 0; call < 1_000; call++) {
                    GnomonRecorder.fail(failure, GnomonRecorder.enter(1));
                }
            });
            thread.start();
            thread.join();
        } finally {
            GnomonThrottle.set(new int[0]);
        }
        sink.readCurrent();

        assertThat(sink.samples)
                .hasSize(1_000)
                .allMatch(sample -> (SampleLayout.flags(sample.meta()) & Meta.ERROR) != 0);
        assertThat(sink.samples)
                .filteredOn(sample -> (SampleLayout.flags(sample.meta()) & Meta.COARSE) != 0)
                .isNotEmpty()
                .allMatch(sample -> sample.duration() == 0);
    }

    @Test
    void aThreadSoonSeesThatItsCallsAreTimedMoreOftenAgain() throws InterruptedException {
        Sink sink = new Sink(new Random(9), 0);
        GnomonRecorder.slowThresholds(new long[0], Long.MAX_VALUE);
        GnomonRecorder.connect(sink);
        GnomonThrottle.advance(System.nanoTime());
        try {
            Thread thread = new Thread(() -> {
                GnomonThrottle.set(new int[] {0, GnomonThrottle.encode(1, GnomonThrottle.MAX_EXPONENT)});
                call(1_000);
                GnomonThrottle.set(new int[] {0, GnomonThrottle.encode(1, 1)});
                call(10_000);
            });
            thread.start();
            thread.join();
        } finally {
            GnomonThrottle.set(new int[0]);
        }
        sink.readCurrent();

        assertThat(sink.samples).as("one of two").hasSizeBetween(4_400, 5_400);
        assertThat(sink.samples.size()
                        + requireNonNull(sink.buffer).counters()[1].count())
                .isEqualTo(11_000);
    }

    private static void call(int times) {
        for (int call = 0; call < times; call++) {
            GnomonRecorder.exit(GnomonRecorder.enter(1));
        }
    }
}
