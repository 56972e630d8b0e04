package io.gnomon.record;

import io.gnomon.log.AgentLog;
import io.gnomon.model.OperationRegistry;
import io.gnomon.model.RunClock;
import io.gnomon.part.AgentThreads;
import io.gnomon.record.sink.ApiAnswers;
import io.gnomon.record.sink.RecorderSink;
import io.gnomon.store.write.Contribution;
import io.gnomon.system.ProcessCpu;
import java.time.Duration;
import java.util.List;

/** The way of the data from the recorder to the file. For all threads. */
public final class Pipeline {

    private static final long REST_AFTER_FAILURE_NANOS = 1_000_000_000L;

    private final RecorderSink sink;
    private final Recording recording;
    private final Writer writer;
    private final Thread thread;

    /**
     * @param others what else than the calls is to be stored; see {@link Contribution}
     * @param answers answers the API's questions, on application threads
     * @param afterFlush called on the writer's thread, once when the file is open or known not to be, then about once per
     *     flush interval, and at the end
     */
    public Pipeline(
            WriterSettings settings,
            OperationRegistry operations,
            RunClock clock,
            StoreOpener opener,
            List<Contribution> others,
            ApiAnswers answers,
            AgentLog log,
            Runnable afterFlush) {
        sink = new RecorderSink(operations, answers, log, settings.queueBytes());
        StoreKeeper keeper = new StoreKeeper(opener, log);
        recording = new Recording(settings, operations, sink, clock, keeper, others, ProcessCpu::nanos, log);
        writer = new Writer(recording, settings.flushInterval().toNanos(), REST_AFTER_FAILURE_NANOS, log, afterFlush);
        thread = AgentThreads.make("gnomon-writer", writer);
    }

    /** Connects the recorder and starts the writer. */
    public void start() {
        GnomonRecorder.connect(sink);
        thread.start();
    }

    /** Has something noted in the file's events. */
    public void event(String kind, String message) {
        recording.event(kind, message);
    }

    /** Waits until all that was recorded before this call is in the file; false if that fails or takes longer. */
    public boolean flush(Duration limit) {
        try {
            return writer.requestFlush().await(limit.toNanos());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends the recording and waits for the last flush; false if that takes longer than the limit. */
    public boolean stop(Duration limit) {
        writer.stop();
        try {
            thread.join(Math.max(1, limit.toMillis()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
