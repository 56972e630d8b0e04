package io.gnomon.pipeline;

import io.gnomon.model.CallDetail;
import io.gnomon.model.CallDetail.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Takes what is to be known of slow and failed calls, on the thread that made the call, and queues it for the writer. This
 * costs microseconds, so it is rationed: by error type, and by operation for slow calls. What the ration swallows is
 * counted; the calls themselves are recorded all the same.
 */
final class DetailCapture {

    private static final int PER_SECOND = 20;
    private static final int BURST = 200;
    private static final int MAX_RATIONS = 1_000;
    private static final int MAX_CAUSES = 8;
    private static final int MAX_MESSAGE = 4_000;
    private static final int QUEUE_CAPACITY = 8_192;

    private final MessagePassingQueue<CallDetail> queue = new MpscVarHandleArrayQueue<>(QUEUE_CAPACITY);
    private final ConcurrentHashMap<Object, RateLimit> rations = new ConcurrentHashMap<>();
    private final RateLimit others = new RateLimit(PER_SECOND, BURST, System.nanoTime());
    private final LongAdder limited = new LongAdder();

    /** On the thread that made the call. */
    void capture(
            long threadId,
            int operation,
            long startNanos,
            long durationNanos,
            boolean slow,
            @Nullable Throwable failure) {
        boolean failureWanted = failure != null && ration(failure.getClass().getName(), startNanos + durationNanos);
        boolean stackWanted = slow && ration(operation, startNanos + durationNanos);
        if ((failure != null && !failureWanted) || (slow && !stackWanted)) {
            limited.increment();
        }
        if (!failureWanted && !stackWanted) {
            return;
        }
        CallDetail detail = new CallDetail(
                threadId,
                operation,
                startNanos,
                failureWanted && failure != null ? chain(failure) : List.of(),
                stackWanted ? callerStack() : null);
        if (!queue.offer(detail)) {
            limited.increment();
        }
    }

    /** For the writer: the next detail, or null. */
    @Nullable
    CallDetail poll() {
        return queue.poll();
    }

    /** Details that the ration, or a full queue, swallowed. */
    long limited() {
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

    /** The stack from the slow method on; the recorder's own frames above it are left out. */
    private static List<StackTraceElement> callerStack() {
        List<StackTraceElement> stack = List.of(new Throwable().getStackTrace());
        int first = 0;
        while (first < stack.size() && isOurs(stack.get(first).getClassName())) {
            first++;
        }
        return stack.subList(first, stack.size());
    }

    private static boolean isOurs(String className) {
        return className.equals(DetailCapture.class.getName())
                || className.equals(RecorderSink.class.getName())
                || className.startsWith("io.gnomon.api.")
                || className.startsWith("java.lang.Gnomon");
    }
}
