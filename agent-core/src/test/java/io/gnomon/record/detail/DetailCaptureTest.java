package io.gnomon.record.detail;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gnomon.model.CallDetail;
import io.gnomon.model.MethodReference;
import io.gnomon.model.OperationRegistry;
import io.gnomon.model.OperationSpec;
import io.gnomon.record.memory.MemoryBudget;
import io.gnomon.rules.TimingMode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DetailCaptureTest {

    /** Stacks at once, of one type or operation, and types and messages at once. */
    private static final int STACKS = 200;

    private static final int FAILURES = 100_000;

    private static final int QUEUE = 16_384;

    /** An operation that nothing is known of. */
    private static final int INNER = 1_000;

    private static final long SECOND = 1_000_000_000L;

    /** All that may pass at once has been saved up by then. */
    private final long now = System.nanoTime() + 3_600 * SECOND;

    private final OperationRegistry operations = new OperationRegistry(Duration.ofSeconds(1));
    private final MemoryBudget.Share memory = new MemoryBudget(64 << 20).details();
    private final DetailCapture capture = new DetailCapture(operations, DetailCapture.class, memory);

    private @Nullable CallDetail failed(Throwable failure) {
        capture.capture(1, 2, now, 0, GnomonRecorder.ERROR, failure);
        return capture.poll();
    }

    private @Nullable CallDetail slow(int operation) {
        capture.capture(1, operation, now, 0, GnomonRecorder.SLOW, null);
        return capture.poll();
    }

    private CallDetail.Failure first(Throwable failure) {
        CallDetail detail = requireNonNull(failed(failure));
        return detail.failure().get(0);
    }

    @Test
    void aFailureHasTypeMessageStackAndCauses() {
        Exception cause = new IllegalStateException("the cause");
        Exception failure = new IllegalArgumentException("the failure", cause);
        capture.capture(1, 2, now, 5, GnomonRecorder.ERROR, failure);
        CallDetail detail = requireNonNull(capture.poll());

        assertThat(detail.threadId()).isEqualTo(1);
        assertThat(detail.operation()).isEqualTo(2);
        assertThat(detail.startNanos()).isEqualTo(now);
        assertThat(detail.callerStack()).isNull();
        assertThat(detail.failure())
                .extracting(CallDetail.Failure::type, CallDetail.Failure::message)
                .containsExactly(
                        tuple(IllegalArgumentException.class.getName(), "the failure"),
                        tuple(IllegalStateException.class.getName(), "the cause"));
        assertThat(detail.failure().get(0).stack()).containsExactly(failure.getStackTrace());
        assertThat(detail.failure().get(1).stack()).containsExactly(cause.getStackTrace());
        assertThat(capture.limited()).isZero();
    }

    @Test
    void aSlowCallHasTheStackFromTheCallOn() {
        CallDetail detail = requireNonNull(slow(2));

        assertThat(detail.failure()).isEmpty();
        assertThat(detail.callerStack())
                .isNotNull()
                .first()
                .extracting(StackTraceElement::getClassName, StackTraceElement::getMethodName)
                .containsExactly(DetailCaptureTest.class.getName(), "slow");
    }

    /** Ends a call that began at {@code now}, and has another inside it that ended a moment before. */
    private @Nullable List<StackTraceElement> outer(int operation, long flags, long innerStart) {
        capture.capture(1, INNER, innerStart, 0, GnomonRecorder.SLOW, null);
        requireNonNull(capture.poll());
        capture.capture(1, operation, now, 0, flags, null);
        CallDetail detail = capture.poll();
        return detail == null ? null : detail.callerStack();
    }

    private int operation(String name, String method) {
        MethodReference reference = new MethodReference(DetailCaptureTest.class.getName(), method, "()V");
        return operations
                .register(new OperationSpec(name, reference, "test", "", null, TimingMode.DEFAULT))
                .id();
    }

    /** A method between the test and {@link #outer}. */
    private @Nullable List<StackTraceElement> around(int times, int operation, long flags, long innerStart) {
        return times > 1 ? around(times - 1, operation, flags, innerStart) : outer(operation, flags, innerStart);
    }

    private String firstFrame(@Nullable List<StackTraceElement> stack) {
        return requireNonNull(stack).get(0).getMethodName();
    }

    @Test
    void aSlowCallThatHasASlowOneInsideTakesItsStackFromThere() {
        int around = operation("around", "around");
        List<StackTraceElement> stack = around(1, around, GnomonRecorder.SLOW, now);

        assertThat(firstFrame(stack)).isEqualTo("around");
        assertThat(requireNonNull(stack).get(1).getMethodName())
                .isEqualTo("aSlowCallThatHasASlowOneInsideTakesItsStackFromThere");
        assertThat(capture.limited()).isZero();
    }

    @Test
    void aStackFromInsideIsNotRationed() {
        int around = operation("around", "around");
        for (int call = 0; call < STACKS; call++) {
            assertThat(slow(around)).isNotNull();
        }
        assertThat(slow(around)).isNull();

        assertThat(firstFrame(around(1, around, GnomonRecorder.SLOW, now))).isEqualTo("around");
    }

    @Test
    void whereTheFrameOfASlowCallIsInDoubtItsStackIsTakenAnew() {
        int around = operation("around", "around");
        int elsewhere = operation("elsewhere", "nowhere");
        int several = operation("several", "around");
        operation("several", "outer");
        int byHand = operations
                .register(new OperationSpec("by hand", null, "test", "", null, TimingMode.DEFAULT))
                .id();

        assertTakenAnew("a recursion", around(2, around, GnomonRecorder.SLOW, now));
        assertTakenAnew("no frame", around(1, elsewhere, GnomonRecorder.SLOW, now));
        assertTakenAnew("one of several methods", around(1, several, GnomonRecorder.SLOW, now));
        assertTakenAnew("timed by hand", around(1, byHand, GnomonRecorder.SLOW, now));
        assertTakenAnew("a call before", around(1, around, GnomonRecorder.SLOW, now - 1));
        assertTakenAnew("by the coarse clock", around(1, around, GnomonRecorder.SLOW | GnomonRecorder.COARSE, now));
    }

    private void assertTakenAnew(String doubt, @Nullable List<StackTraceElement> stack) {
        assertThat(firstFrame(stack)).as(doubt).isEqualTo("outer");
    }

    @Test
    void aStackOfAnotherThreadIsNotTaken() {
        int around = operation("around", "around");
        capture.capture(1 + 256, INNER, now, 0, GnomonRecorder.SLOW, null);
        requireNonNull(capture.poll());

        assertThat(firstFrame(requireNonNull(slow(around)).callerStack())).isEqualTo("slow");
    }

    @Test
    void aCallMarkedAsFailedByHandHasNoDetail() {
        capture.capture(1, 2, now, 0, GnomonRecorder.ERROR, null);

        assertThat(capture.poll()).isNull();
        assertThat(capture.limited()).isZero();
    }

    @Test
    void aLongMessageIsCut() {
        assertThat(first(new Exception("x".repeat(4_000))).message()).hasSize(4_000);
        assertThat(first(new Exception("x".repeat(4_001))).message()).isEqualTo("x".repeat(4_000) + "…");
    }

    @Test
    void causesThatGoInCirclesEnd() {
        Exception first = new Exception("first");
        first.initCause(new Exception("second", first));
        CallDetail detail = requireNonNull(failed(first));

        assertThat(detail.failure()).hasSize(8);
    }

    @Test
    void aThrowableWhoseMethodsFailIsTakenAllTheSame() {
        CallDetail.Failure taken = first(new Unwilling());

        assertThat(taken.type()).isEqualTo(Unwilling.class.getName());
        assertThat(taken.message()).isNull();
        assertThat(taken.stack()).isEmpty();
    }

    @Test
    void stacksAreRationedByTypeAndMessagesAreNot() {
        for (int failure = 0; failure < STACKS; failure++) {
            assertThat(first(new IllegalStateException("early")).stack()).isNotEmpty();
        }
        assertThat(capture.limited()).isZero();

        CallDetail.Failure late = first(new IllegalStateException("late"));
        assertThat(late.stack()).isEmpty();
        assertThat(late.message()).isEqualTo("late");
        assertThat(late.type()).isEqualTo(IllegalStateException.class.getName());
        assertThat(capture.limited()).isEqualTo(1);
        assertThat(first(new IllegalArgumentException("another type")).stack()).isNotEmpty();
    }

    @Test
    void typesAndMessagesAreRationedInAll() {
        Exception failure = new Exception("of many");
        for (int detail = 0; detail < FAILURES; detail++) {
            capture.release(requireNonNull(failed(failure)));
        }
        assertThat(capture.limited()).as("stacks").isEqualTo(FAILURES - STACKS);

        assertThat(failed(failure)).isNull();
        assertThat(failed(new IllegalStateException("of another type"))).isNull();
        assertThat(capture.limited()).isEqualTo(FAILURES - STACKS + 2);

        capture.capture(1, 2, now + SECOND, 0, GnomonRecorder.ERROR, failure);
        assertThat(capture.poll()).as("a second later").isNotNull();
    }

    @Test
    void stacksOfSlowCallsAreRationedByOperation() {
        for (int call = 0; call < STACKS; call++) {
            assertThat(slow(2)).isNotNull();
        }

        assertThat(slow(2)).isNull();
        assertThat(capture.limited()).isEqualTo(1);
        assertThat(slow(3)).isNotNull();
    }

    @Test
    void beyondAThousandRationsTheOthersShareOne() {
        int passed = 0;
        for (int operation = 1; operation <= 2_000; operation++) {
            passed += slow(operation) == null ? 0 : 1;
        }

        assertThat(passed).isEqualTo(1_000 + STACKS);
        assertThat(capture.limited()).isEqualTo(1_000 - STACKS);
    }

    @Test
    void whatAFullQueueDoesNotTakeIsCounted() {
        Exception failure = new Exception("of many");
        for (int detail = 0; detail < QUEUE; detail++) {
            capture.capture(1, 2, now, 0, GnomonRecorder.ERROR, failure);
        }
        long before = capture.limited();
        capture.capture(1, 2, now, 0, GnomonRecorder.ERROR, new IllegalStateException("one too many"));

        assertThat(capture.limited()).isEqualTo(before + 1);
        assertThat(capture.poll()).isNotNull();
    }

    /** Answers nothing. */
    private static final class Unwilling extends Exception {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new IllegalStateException("no stack");
        }

        @Override
        public synchronized Throwable getCause() {
            throw new IllegalStateException("no cause");
        }
    }
}
