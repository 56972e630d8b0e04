package io.gnomon.record;

import io.gnomon.log.AgentLog;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The writer's duty cycle: read the full chunks, flush when it is time, when somebody asks, or when there is much, sleep
 * until there are full chunks again. What others want of it they ask for; nobody else touches the {@link Recording}.
 *
 * <p>So it wakes as often as calls fill chunks, and once per flush interval ({@link FlushPace}): only by looking it learns
 * of calls that do not fill a chunk, and those are to be in the file by then.
 *
 * <p>It survives what it can: whatever is thrown, an OutOfMemoryError most likely, may not be thrown again a second later. If
 * it is, over and over, the writer ends the recording, and leaves nothing open or locked behind.
 */
final class Writer implements Runnable {

    /** So many failures without a flush between them, and it gives up. */
    static final int MAX_FAILURES = 60;

    private static final int TRIES_TO_FINISH = 3;

    /** What may throw anything. */
    @FunctionalInterface
    private interface Step {
        void take() throws Exception;
    }

    private final Recording recording;
    private final AgentLog log;
    private final Runnable afterFlush;
    private final FlushPace pace;
    private final long restNanos;
    private final Queue<FlushRequest> flushRequests = new ConcurrentLinkedQueue<>();

    /** Made before they are needed: where memory is lacking, to make one fails, too, and outside of {@link #attempt}. */
    private final Step open;

    private final Step work = this::work;
    private final Step finish;
    private final Step giveUp = this::giveUp;
    private final Step close;
    private final Step release;
    private final Step refuse = this::refuseFlushRequests;
    private final Step tell;

    private volatile boolean stopping;
    private volatile boolean ended;
    private volatile @Nullable Thread thread;

    /** Since the last flush that went well. */
    private int failures;

    /** That it failed was said since then. */
    private boolean told;

    /**
     * @param restNanos how long it rests after a failure, for memory to come back, say
     * @param afterFlush called on the writer's thread, about once per flush interval and at the end
     */
    Writer(Recording recording, long flushIntervalNanos, long restNanos, AgentLog log, Runnable afterFlush) {
        this.recording = recording;
        this.pace = new FlushPace(flushIntervalNanos);
        this.restNanos = restNanos;
        this.log = log;
        this.afterFlush = afterFlush;
        this.open = recording::open;
        this.finish = recording::finish;
        this.close = recording::close;
        this.release = recording::release;
        this.tell = afterFlush::run;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        // The agent must never time itself; on this thread nothing is ever recorded.
        GnomonRecorder.pause();
        attempt(open);
        attempt(tell);
        pace.begin(System.nanoTime());
        while (!stopping && failures < MAX_FAILURES) {
            attempt(work);
        }
        end();
    }

    private boolean attempt(Step step) {
        try {
            step.take();
            return true;
        } catch (Throwable failure) {
            failures++;
            survive(failure);
            return false;
        }
    }

    private void survive(Throwable failure) {
        try {
            if (!told) {
                log.warn("the writer failed and continues; calls that it held may be missing from the file", failure);
                told = true;
            }
            rest();
        } catch (Throwable again) {
            // To tell needs memory, too. What is not told is told after the next failure.
        }
    }

    private void rest() {
        long until = System.nanoTime() + restNanos;
        long left = restNanos;
        while (!stopping && left > 0) {
            LockSupport.parkNanos(this, left);
            left = until - System.nanoTime();
        }
    }

    /** One round of the cycle. */
    private void work() {
        recording.read();
        recording.throttle();
        long now = System.nanoTime();
        boolean asked = !flushRequests.isEmpty();
        if (asked || recording.isFull() || pace.nanosUntilFlush(now) <= 0) {
            pace.begin(now);
            flush();
            pace.wrote(recording.writingNanos());
            failures = 0;
            told = false;
        } else {
            recording.showLife(now);
        }
        if (!asked) {
            now = System.nanoTime();
            recording.awaitWork(Math.min(pace.nanosUntilFlush(now), recording.nanosUntilSign(now)));
        }
    }

    /** The end, in order or not: in either case nothing stays open, locked or waiting. */
    private void end() {
        if (stopping) {
            int asked = flushRequests.size();
            boolean finished = false;
            for (int tries = 0; tries < TRIES_TO_FINISH && !finished; tries++) {
                finished = attempt(finish);
            }
            answer(asked, finished && recording.isWritten());
        } else {
            attempt(giveUp);
        }
        attempt(close);
        ended = true;
        attempt(release);
        attempt(refuse);
        attempt(tell);
    }

    private void giveUp() {
        GnomonRecorder.disconnect();
        log.warn("recording stopped, the application is not affected: the writer kept failing", null);
    }

    /** Those who asked before the flush began get what they wanted; who asks meanwhile waits for the next. */
    private void flush() {
        int asked = flushRequests.size();
        answer(asked, recording.flush());
        afterFlush.run();
    }

    private void answer(int asked, boolean written) {
        for (int request = 0; request < asked; request++) {
            FlushRequest next = flushRequests.poll();
            if (next != null) {
                next.answer(written);
            }
        }
    }

    /** Asks for the end: all that was recorded is written, and the thread is done. From any thread. */
    void stop() {
        stopping = true;
        wake();
    }

    /** Asks for a flush. From any thread. */
    FlushRequest requestFlush() {
        FlushRequest done = new FlushRequest();
        flushRequests.add(done);
        if (ended) {
            refuseFlushRequests();
        } else {
            wake();
        }
        return done;
    }

    /** Nothing is written any more. */
    private void refuseFlushRequests() {
        FlushRequest request;
        while ((request = flushRequests.poll()) != null) {
            request.answer(false);
        }
    }

    private void wake() {
        LockSupport.unpark(thread);
    }
}
