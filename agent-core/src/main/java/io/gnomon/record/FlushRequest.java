package io.gnomon.record;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Somebody waits for a flush. Not a CompletableFuture, which would start the application's common pool. */
final class FlushRequest {

    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean written;

    /** @param written whether all that was recorded before the request is in the file */
    void answer(boolean written) {
        this.written = written;
        done.countDown();
    }

    /** Waits for the answer; false if that takes longer. */
    boolean await(long nanos) throws InterruptedException {
        return done.await(nanos, TimeUnit.NANOSECONDS) && written;
    }
}
