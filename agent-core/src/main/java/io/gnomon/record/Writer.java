package io.gnomon.record;

import io.gnomon.log.AgentLog;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The writer's duty cycle: read the full chunks, flush when it is time, when somebody asks, or when there is much, sleep
 * until there are full chunks again. What others want of it they ask for; nobody else touches the {@link Recording}.
 *
 * <p>So it wakes as often as calls fill chunks, and once per flush interval: only by looking it learns of calls that do not
 * fill a chunk, and those are to be in the file by then.
 */
final class Writer implements Runnable {

    private final Recording recording;
    private final AgentLog log;
    private final Runnable afterFlush;
    private final long flushIntervalNanos;
    private final Queue<CountDownLatch> flushRequests = new ConcurrentLinkedQueue<>();

    private volatile boolean stopping;
    private volatile boolean ended;
    private volatile @Nullable Thread thread;

    /** @param afterFlush called on the writer's thread, about once per flush interval and at the end */
    Writer(Recording recording, long flushIntervalNanos, AgentLog log, Runnable afterFlush) {
        this.recording = recording;
        this.flushIntervalNanos = flushIntervalNanos;
        this.log = log;
        this.afterFlush = afterFlush;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        // The agent must never time itself; on this thread nothing is ever recorded.
        GnomonRecorder.pause();
        try {
            recording.open();
            afterFlush.run();
            work();
            recording.finish();
        } catch (Throwable failure) {
            GnomonRecorder.disconnect();
            log.warn("recording stopped, the application is not affected: the writer failed", failure);
        } finally {
            ended = true;
            recording.release();
            answerFlushRequests();
            afterFlush.run();
        }
    }

    private void work() {
        long lastFlush = System.nanoTime();
        while (!stopping) {
            recording.read();
            recording.throttle();
            long now = System.nanoTime();
            boolean asked = !flushRequests.isEmpty();
            if (asked || recording.isFull() || now - lastFlush >= flushIntervalNanos) {
                lastFlush = now;
                flush();
            } else {
                recording.showLife(now);
            }
            if (!asked) {
                now = System.nanoTime();
                recording.awaitWork(Math.min(lastFlush + flushIntervalNanos - now, recording.nanosUntilSign(now)));
            }
        }
    }

    /** Those who asked before the flush began get what they wanted; who asks meanwhile waits for the next. */
    private void flush() {
        int asked = flushRequests.size();
        recording.flush();
        for (int request = 0; request < asked; request++) {
            answer(flushRequests.poll());
        }
        afterFlush.run();
    }

    /** Asks for the end: all that was recorded is written, and the thread is done. From any thread. */
    void stop() {
        stopping = true;
        wake();
    }

    /** Asks for a flush; the latch falls when it is done. From any thread. */
    CountDownLatch requestFlush() {
        CountDownLatch done = new CountDownLatch(1);
        flushRequests.add(done);
        if (ended) {
            answerFlushRequests();
        } else {
            wake();
        }
        return done;
    }

    private void answerFlushRequests() {
        CountDownLatch request;
        while ((request = flushRequests.poll()) != null) {
            answer(request);
        }
    }

    private static void answer(@Nullable CountDownLatch request) {
        if (request != null) {
            request.countDown();
        }
    }

    private void wake() {
        LockSupport.unpark(thread);
    }
}
