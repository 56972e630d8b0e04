package io.gnomon.record.sink;

import io.gnomon.log.AgentLog;
import io.gnomon.model.Operation;
import io.gnomon.model.OperationRegistry;
import io.gnomon.model.OperationSpec;
import io.gnomon.record.detail.DetailCapture;
import io.gnomon.record.memory.MemoryBudget;
import io.gnomon.rules.TimingMode;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;
import org.jctools.queues.varhandle.SpmcVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * The application threads' side of the pipeline: full chunks go into one queue, empty ones come out of another, one
 * operation of either a chunk. Nothing here waits.
 *
 * <p>Chunks are made as they are needed, up to the memory limit, and then used again. Beyond it a thread gets no empty
 * chunk and drops what its own holds. A thread's first chunk is made in any case, so that each can record.
 */
public final class RecorderSink extends GnomonSink {

    private static final int CHUNK_BYTES = GnomonChunk.CAPACITY * Long.BYTES;

    /** As many full chunks as the writer is to find when it looks: still in the cache, and worth the waking. */
    private static final int ENOUGH_CHUNKS = 64;

    /** New threads since the writer last looked at the buffers; those of ended threads hold a chunk until then. */
    private static final int MANY_OPENED = 256;

    private static final int MAX_MANUAL_OPERATIONS = 10_000;
    private static final String OTHER_OPERATIONS = "(other)";

    private final OperationRegistry operations;
    private final ApiAnswers answers;
    private final AgentLog log;
    private final DetailCapture details;
    private final DropCounts drops = new DropCounts();
    private final MessagePassingQueue<GnomonChunk> full;
    private final MessagePassingQueue<GnomonChunk> empty;
    private final MemoryBudget memory;
    private final int maxChunks;
    private final int enoughChunks;
    private final Alarm alarm = new Alarm();
    private final AtomicInteger opened = new AtomicInteger();
    private final LongAdder missed = new LongAdder();

    /** Of the drops, those that the queue has no part in, but for {@link #missed}. */
    private final LongAdder onThread = new LongAdder();

    /** Without a lock: a virtual thread that waited for one would go on on another carrier than that of its new buffer. */
    private final Collection<GnomonBuffer> buffers = new ConcurrentLinkedQueue<>();

    /** Nobody reads any more. */
    private volatile boolean closed;

    private final AtomicInteger manualOperations = new AtomicInteger();
    private final AtomicBoolean manualLimitReported = new AtomicBoolean();

    /** @param memoryBytes for all that calls take until they are written */
    public RecorderSink(OperationRegistry operations, ApiAnswers answers, AgentLog log, long memoryBytes) {
        this.operations = operations;
        this.answers = answers;
        this.log = log;
        this.memory = new MemoryBudget(memoryBytes);
        this.details = new DetailCapture(operations, RecorderSink.class, memory.details());
        this.maxChunks = (int) Math.max(2, Math.min(1 << 20, memoryBytes / CHUNK_BYTES));
        this.enoughChunks = Math.min(ENOUGH_CHUNKS, maxChunks / 2);
        this.full = new MpscVarHandleArrayQueue<>(maxChunks);
        this.empty = new SpmcVarHandleArrayQueue<>(maxChunks);
    }

    /**
     * For the writer, when it starts: has the JVM load and link what the application's threads need here. Who needs it first
     * may have to wait for others that load or link something, and those threads are never to wait here.
     */
    public static void link() {
        // By their mention: with that the constants of this class are resolved that a call of their methods needs, too.
        for (Class<?> used : List.of(GnomonBuffer.class, GnomonChunk.class, MemoryBudget.Share.class)) {
            Objects.requireNonNull(used);
        }
        link(new MpscVarHandleArrayQueue<>(2));
        link(new SpmcVarHandleArrayQueue<>(2));
        DetailCapture.link();
        Alarm.link();
    }

    private static void link(MessagePassingQueue<Object> queue) {
        // Twice full, for the producers' limit is moved only then.
        for (int round = 0; round < 2; round++) {
            while (queue.offer(queue)) {
                // Until it is full.
            }
            while (queue.poll() != null) {
                // Until it is empty.
            }
        }
    }

    @Override
    public void open(GnomonBuffer buffer) {
        if (closed) {
            return;
        }
        GnomonChunk first = empty.poll();
        if (first == null) {
            first = new GnomonChunk();
            memory.chunks().take(CHUNK_BYTES);
        }
        buffer.begin(first);
        buffers.add(buffer);
        if (opened.incrementAndGet() >= MANY_OPENED) {
            alarm.ring();
        }
    }

    @Override
    public @Nullable GnomonChunk exchange(GnomonChunk fullChunk) {
        if (closed) {
            return null;
        }
        GnomonChunk next = empty.poll();
        if (next == null) {
            next = tryMakeChunk();
            if (next == null) {
                return null;
            }
        }
        if (full.offer(fullChunk)) {
            if (alarm.isSet() && full.size() >= enoughChunks) {
                alarm.ring();
            }
            return next;
        }
        // The queue has a place for each chunk within the limit, but the threads' first chunks come on top of it.
        memory.chunks().giveBack(CHUNK_BYTES);
        return null;
    }

    private @Nullable GnomonChunk tryMakeChunk() {
        if (!memory.chunks().tryTake(CHUNK_BYTES)) {
            return null;
        }
        try {
            return new GnomonChunk();
        } catch (OutOfMemoryError notForUs) {
            memory.chunks().giveBack(CHUNK_BYTES);
            throw notForUs;
        }
    }

    @Override
    public void dropped(int operation, boolean error) {
        drops.add(operation, error);
    }

    @Override
    public void droppedOnThread(int operation, boolean error) {
        drops.add(operation, error);
        // Last: who reads this number before the drops finds each of these among them.
        onThread.increment();
    }

    @Override
    public void missed(int operation, boolean error) {
        missed.increment();
        drops.add(operation, error);
    }

    @Override
    public void detail(
            long threadId,
            int operation,
            long startNanos,
            long durationNanos,
            long flags,
            @Nullable Throwable failure) {
        details.capture(threadId, operation, startNanos, durationNanos, flags, failure);
    }

    @Override
    public int operation(String name) {
        Operation known = operations.get(name);
        if (known != null) {
            return known.id();
        }
        String wanted = name;
        if (manualOperations.incrementAndGet() > MAX_MANUAL_OPERATIONS) {
            if (manualLimitReported.compareAndSet(false, true)) {
                log.warn("more than " + MAX_MANUAL_OPERATIONS + " operations are timed by hand, such as \"" + name
                        + "\"; further ones are recorded as \"" + OTHER_OPERATIONS + "\"");
            }
            wanted = OTHER_OPERATIONS;
        }
        return operations
                .register(new OperationSpec(wanted, null, "manual", "", null, TimingMode.DEFAULT))
                .id();
    }

    @Override
    public @Nullable Object answer(String question, @Nullable Object[] arguments) {
        return answers.answer(question, arguments);
    }

    /**
     * For the writer, when it ends: lets go of all memory. A call that is running may keep this sink for as long as it runs,
     * be it for days.
     */
    public void close() {
        closed = true;
        full.clear();
        empty.clear();
        buffers.clear();
    }

    /** How many calls can be queued at a time. */
    public long maxQueuedCalls() {
        return (long) maxChunks * GnomonChunk.CAPACITY;
    }

    /** For the writer: sleeps until there is something to read, and no longer than that. */
    public void awaitWork(long nanos) {
        alarm.sleep(nanos, () -> full.size() >= enoughChunks || manyOpened());
    }

    /** For the writer: whether many threads came since {@link #lookingAtBuffers}. */
    public boolean manyOpened() {
        return opened.get() >= MANY_OPENED;
    }

    /** For the writer: it looks at all buffers now. */
    public void lookingAtBuffers() {
        opened.set(0);
    }

    /** For the writer: whether it may leave off reading for a moment. */
    public boolean hasRoom() {
        return memory.isHalfFree();
    }

    /** For the writer: how many full chunks there are now. */
    public int queued() {
        return full.size();
    }

    /** For the writer: the next full chunk, or null. */
    @Nullable
    public GnomonChunk pollFull() {
        return full.poll();
    }

    /** For the writer: gives an emptied chunk back. */
    public void recycle(GnomonChunk chunk) {
        if (memory.isOver() || !empty.offer(chunk)) {
            memory.chunks().giveBack(CHUNK_BYTES);
        }
    }

    /** For the writer: gives empty chunks back where others hold so much that there is more than there may be. */
    public void makeRoom() {
        while (memory.isOver() && empty.poll() != null) {
            memory.chunks().giveBack(CHUNK_BYTES);
        }
    }

    /** What all who hold calls take from. */
    public MemoryBudget memory() {
        return memory;
    }

    /** The buffers of all threads that record. */
    public Collection<GnomonBuffer> buffers() {
        return buffers;
    }

    /** Calls that no buffer counts; they are among the drops. */
    public long missed() {
        return missed.sum();
    }

    public DetailCapture details() {
        return details;
    }

    /** Of the {@link #drops} since the start, those that were made on their thread, whether the queue had room or not. */
    public long droppedOnThread() {
        return onThread.sum() + missed.sum();
    }

    public DropCounts drops() {
        return drops;
    }
}
