package io.gnomon.record.detail;

import io.gnomon.model.CallDetail;
import io.gnomon.model.CallDetail.Failure;
import io.gnomon.model.OperationRegistry;
import io.gnomon.record.memory.MemoryBudget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Captures the details of slow and failed calls, on the thread that made the call, and queues it for the writer. This
 * costs microseconds, so it is rationed: stacks, the dearest part, by error type, and by operation for slow calls unless
 * {@link CallerStacks} has them already. What the ration swallows is counted; the calls themselves are recorded all the
 * same.
 */
public final class DetailCapture {

    /** Stacks, for each error type and each slow operation: most are like those before. */
    private static final int PER_SECOND = 1;

    private static final int BURST = 200;

    /** Types and messages, in all. */
    private static final int FAILURES_PER_SECOND = 20_000;

    private static final int FAILURES_BURST = 100_000;

    /** A detail, or one of its failures, without message and stack. */
    private static final int BYTES_EACH = 100;

    private static final int BYTES_A_FRAME = 48;

    private static final int MAX_RATIONS = 1_000;
    private static final int MAX_CAUSES = 8;
    private static final int MAX_MESSAGE = 4_000;
    private static final int QUEUE_CAPACITY = 16_384;

    private final OperationRegistry operations;
    private final CallerStacks stacks;
    private final MessagePassingQueue<CallDetail> queue = new MpscVarHandleArrayQueue<>(QUEUE_CAPACITY);
    private final ConcurrentHashMap<Object, RateLimit> rations = new ConcurrentHashMap<>();
    private final RateLimit others = new RateLimit(PER_SECOND, BURST, System.nanoTime());
    private final RateLimit failures = new RateLimit(FAILURES_PER_SECOND, FAILURES_BURST, System.nanoTime());
    private final LongAdder limited = new LongAdder();
    private final MemoryBudget.Share memory;

    /**
     * @param caller the class through which the recorder calls: its frames are left out of stacks
     * @param memory for details until they are {@link #release released}
     */
    public DetailCapture(OperationRegistry operations, Class<?> caller, MemoryBudget.Share memory) {
        this.operations = operations;
        this.memory = memory;
        this.stacks = new CallerStacks(caller.getName());
    }

    /** Has the JVM load and link all that a capture needs. */
    public static void link() {
        DetailCapture trial = new DetailCapture(
                new OperationRegistry(Duration.ZERO), DetailCapture.class, new MemoryBudget(1 << 20).details());
        long now = System.nanoTime();
        Throwable failure = new IllegalStateException(new Throwable());
        for (int round = 0; round < 2; round++) {
            trial.capture(1, 1, now, 1, GnomonRecorder.SLOW | GnomonRecorder.ERROR, failure);
            trial.poll();
        }
    }

    /**
     * On the thread that made the call.
     *
     * @param flags those of the sample, {@link GnomonRecorder#COARSE} among them
     */
    public void capture(
            long threadId,
            int operation,
            long startNanos,
            long durationNanos,
            long flags,
            @Nullable Throwable failure) {
        long now = startNanos + durationNanos;
        List<Failure> chain = failure == null ? List.of() : failure(failure, now);
        List<StackTraceElement> callers =
                (flags & GnomonRecorder.SLOW) == 0 ? null : callers(threadId, operation, startNanos, flags, now);
        if (chain.isEmpty() && callers == null) {
            return;
        }
        CallDetail detail = new CallDetail(threadId, operation, startNanos, chain, callers);
        long bytes = bytes(detail);
        if (!memory.tryTake(bytes)) {
            limited.increment();
        } else if (!queue.offer(detail)) {
            memory.giveBack(bytes);
            limited.increment();
        }
    }

    /** For the writer: the detail is written, or will not be. */
    void release(CallDetail detail) {
        memory.giveBack(bytes(detail));
    }

    /** About; names and what is the same in many are not counted. */
    private static long bytes(CallDetail detail) {
        long bytes = BYTES_EACH;
        for (Failure failure : detail.failure()) {
            String message = failure.message();
            bytes += BYTES_EACH + (long) BYTES_A_FRAME * failure.stack().size();
            bytes += message == null ? 0 : (long) Character.BYTES * message.length();
        }
        List<StackTraceElement> callers = detail.callerStack();
        return bytes + (callers == null ? 0 : (long) BYTES_A_FRAME * callers.size());
    }

    private List<Failure> failure(Throwable failure, long nowNanos) {
        if (!failures.tryAcquire(nowNanos)) {
            limited.increment();
            return List.of();
        }
        if (!ration(failure.getClass().getName(), nowNanos)) {
            limited.increment();
            return List.of(new Failure(failure.getClass().getName(), message(failure), List.of()));
        }
        return chain(failure);
    }

    private @Nullable List<StackTraceElement> callers(
            long threadId, int operation, long startNanos, long flags, long nowNanos) {
        // By the coarse clock a call can seem to have begun before one that had ended.
        List<StackTraceElement> found = (flags & GnomonRecorder.COARSE) != 0
                ? null
                : stacks.find(threadId, startNanos, operations.get(operation));
        if (found != null) {
            return found;
        }
        if (!ration(operation, nowNanos)) {
            limited.increment();
            return null;
        }
        return stacks.take(threadId, startNanos);
    }

    /** For the writer: the next detail, or null. */
    @Nullable
    CallDetail poll() {
        return queue.poll();
    }

    /** Details of which the ration, or a full queue, swallowed all or the stack. */
    public long limited() {
        return limited.sum();
    }

    private boolean ration(Object key, long nowNanos) {
        RateLimit ration = rations.get(key);
        if (ration == null) {
            ration = rations.size() < MAX_RATIONS
                    ? rations.computeIfAbsent(key, ignored -> new RateLimit(PER_SECOND, BURST, nowNanos))
                    : others;
        }
        return ration.tryAcquire(nowNanos);
    }

    private static List<Failure> chain(Throwable failure) {
        List<Failure> chain = new ArrayList<>(2);
        Throwable next = failure;
        while (next != null && chain.size() < MAX_CAUSES) {
            chain.add(new Failure(next.getClass().getName(), message(next), stack(next)));
            next = cause(next);
        }
        return chain;
    }

    /** What an application's Throwable answers is its own code: it may fail in turn. */
    private static @Nullable String message(Throwable failure) {
        try {
            String message = failure.getMessage();
            return message == null || message.length() <= MAX_MESSAGE
                    ? message
                    : message.substring(0, MAX_MESSAGE) + "…";
        } catch (Throwable unwilling) {
            return null;
        }
    }

    private static List<StackTraceElement> stack(Throwable failure) {
        try {
            return List.of(failure.getStackTrace());
        } catch (Throwable unwilling) {
            return List.of();
        }
    }

    private static @Nullable Throwable cause(Throwable failure) {
        try {
            Throwable cause = failure.getCause();
            return cause == failure ? null : cause;
        } catch (Throwable unwilling) {
            return null;
        }
    }
}
