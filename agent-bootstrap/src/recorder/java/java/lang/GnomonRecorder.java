package java.lang;

import jdk.internal.vm.annotation.DontInline;

/**
 * The hot path: what a woven method calls when it begins and when it ends.
 *
 * <p>A woven method holds two calls and nothing else, so that it stays small enough to inline:
 *
 * <pre>
 *   GnomonCall call = GnomonRecorder.enter(operation);
 *   try { body } catch (Throwable t) { GnomonRecorder.fail(t, call); throw t; }
 *   GnomonRecorder.exit(call);
 * </pre>
 *
 * <p>Between the two clock reads and around them, a normal call touches only memory of its own thread: the stack of
 * running calls ({@link GnomonThread}) and the thread's current chunk ({@link GnomonBuffer}). It takes no lock, allocates
 * nothing, and never waits. {@code enter} reads the clock last and {@code exit} reads it first, so that the recorder's
 * own work falls outside the measured time.
 *
 * <p>Why {@code java.lang}: woven code can live in any class loader, and {@code java.*} is the only name space that all
 * of them, OSGi's and JBoss's too, resolve to the same class. The agent defines these classes into {@code java.base} when
 * it starts; nothing is appended to the boot class path, so class data sharing stays on for the application.
 *
 * <p>Where the gate is open, nothing here calls a method of another class that could be woven itself, be it {@code
 * Math.min}.
 *
 * <p>Nothing here throws into the application: what goes wrong in the sink is caught, counted ({@link #failures}), and the
 * call goes on.
 */
public final class GnomonRecorder {

    /** Flag of a sample: its duration reached the operation's slow threshold. */
    public static final long SLOW = 1L << 60;

    /** Flag of a sample: a Throwable left the call, or the call was marked as failed by hand. */
    public static final long ERROR = 1L << 61;

    /** Flag of a sample: its times are those of the coarse clock. Only with one of the other flags. */
    public static final long COARSE = 1L << 62;

    /**
     * Flag of a sample: drawn to be timed by the precise clock, where others of its operation are only counted. Never with
     * one of the other flags.
     */
    public static final long DRAWN = 1L << 63;

    /** The bits of {@link #SLOW} and {@link #ERROR} together: such a sample is never sampled out or dropped. */
    public static final long FLAGGED = SLOW | ERROR;

    /** Operation ids, and so the operations of one JVM, are below this. Id 0 means "none". */
    public static final int MAX_OPERATIONS = 1 << 24;

    /** The bits of an operation's id. */
    public static final int OPERATION_MASK = MAX_OPERATIONS - 1;

    /** Depths at and over this one are recorded as this one. */
    public static final int MAX_DEPTH = (1 << 12) - 1;

    private static final long QUICK_MAX = 1L << GnomonChunk.DURATION_BITS;

    /** Returned by {@link #enter} where nothing is to be recorded; its thread is nobody's. */
    static final GnomonCall IGNORED = GnomonCall.detached();

    /**
     * No call shorter than this (nanoseconds) is slow for any operation. A plain field: the hot path reads it on every
     * call, and a change need not be seen at once.
     */
    private static long slowFloorNanos = Long.MAX_VALUE;

    /** A call shorter than this is not slow, and fits into a sample's shortest form. */
    private static long quickNanos = QUICK_MAX;

    /** Slow threshold in nanoseconds by operation id; read only by calls that reach {@link #slowFloorNanos}. */
    private static volatile long[] slowThresholds = new long[0];

    /** Where samples go. Static because woven code can reach nothing else; set once, before the first class is woven. */
    private static volatile GnomonSink sink = new GnomonSink.Closed();

    /** How often the sink failed on an application's thread. Racy on purpose: an order of magnitude is enough. */
    private static volatile long failures;

    /** How often the sink did not come to its end because a thread's stack did. As racy. */
    private static volatile long outOfStack;

    /** The class of the latest of the failures, by its name: the Throwable itself could hold the application's objects. */
    private static volatile String latestFailure = "an unknown failure";

    /** Not a constant to the compiler: the JVM makes a constant's text when it is first needed, and here there is no memory. */
    private static final String LACK_OF_MEMORY = new String("a lack of memory");

    private GnomonRecorder() {}

    /**
     * Begins a call of {@code operation} on the current thread.
     *
     * @return what to hand to {@link #exit} or {@link #fail}; never null
     */
    public static GnomonCall enter(int operation) {
        GnomonThread thread = GnomonThreads.current();
        int depth = thread.depth;
        GnomonCall[] places = thread.places;
        if (depth < 0 || depth >= places.length) {
            return thread.hasPlace() ? enter(operation) : IGNORED;
        }
        GnomonCall call = places[depth];
        call.childNanos = 0;
        long timing = GnomonCall.EXACT;
        int throttle = GnomonThrottle.of(operation);
        if (throttle > GnomonThrottle.NEVER) {
            // Read before the fields are set: what is stored after it is known to the compiler when the call ends, if
            // only an inlined body lies between. And no call comes after the counting, which would stay if that
            // overflowed.
            long now = GnomonThrottle.coarseNanos();
            if (thread.countsOnly(throttle)) {
                call.operation = operation;
                call.timing = GnomonCall.COARSE;
                call.startNanos = now;
                thread.depth = depth + 1;
                return call;
            }
            timing = GnomonCall.DRAWN;
        }
        call.begin(operation, timing);
        // Last, so that a StackOverflowError in any call above leaves the stack of running calls as it was.
        thread.depth = depth + 1;
        return call;
    }

    /**
     * Begins a call by hand: after such calls places may have to be freed, and it is timed though its operation, which it
     * may share with woven methods, is throttled. Otherwise like {@link #enter}.
     */
    public static GnomonCall begin(int operation) {
        GnomonThread thread = GnomonThreads.current();
        thread.freeClosed();
        GnomonCall call = enter(operation);
        if (call.isCoarse()) {
            thread.uncount(operation);
            call.begin(operation, GnomonCall.EXACT);
        } else if (call != IGNORED) {
            call.timing = GnomonCall.EXACT;
        }
        return call;
    }

    /** Ends a call that returns normally. */
    public static void exit(GnomonCall call) {
        long now = 0;
        try {
            if (call.isCoarse()) {
                call.endCoarse();
            } else {
                now = System.nanoTime();
                call.end(now, 0L, null);
            }
        } catch (StackOverflowError noRoom) {
            // The application had room for what it did, and does not see this. The call is recorded with the next that
            // begins or ends. Stores only, here and below: there is no room for a call.
            GnomonThread owner = call.thread;
            if (owner != null) {
                call.closedStart = ~call.startNanos;
                owner.overflowed = call;
                owner.overflowedNanos = now;
                owner.depth = owner.depth < 0 ? owner.depth : ~owner.depth;
            }
        }
    }

    /** Ends a call that {@code failure} leaves; the woven method throws it on, unchanged. */
    @DontInline
    public static void fail(Throwable failure, GnomonCall call) {
        long now = 0;
        try {
            now = System.nanoTime();
            if (call.isCoarse()) {
                call.endCoarse(now, ERROR, failure);
            } else {
                call.end(now, ERROR, failure);
            }
        } catch (StackOverflowError noRoom) {
            // The application is to see its own failure, not this one.
            GnomonThread owner = call.thread;
            if (owner != null) {
                owner.overflowed = call;
                owner.overflowedNanos = now;
                owner.depth = owner.depth < 0 ? owner.depth : ~owner.depth;
            }
        }
    }

    /**
     * Ends a call that was begun by hand, and may therefore be closed out of order, twice, or on another thread.
     *
     * @param startNanos the call's {@link GnomonCall#startNanos()} when it began: tells it from a later use of the object
     * @param failed whether it failed, with or without a {@code failure}
     */
    public static void close(GnomonCall call, long startNanos, boolean failed, Throwable failure) {
        if (call == IGNORED || call.startNanos != startNanos) {
            return;
        }
        long now = 0;
        GnomonThread thread = null;
        try {
            now = System.nanoTime();
            thread = GnomonThreads.current();
            if (call.thread != thread) {
                call.markClosed(startNanos);
                record(call.operation, now - startNanos, failed);
            } else {
                thread.close(call, now, failed ? ERROR : 0L, failure);
            }
        } catch (StackOverflowError noRoom) {
            // Unless calls inside it still run: those would be taken for ended, too.
            if (thread != null && call.thread == thread && thread.depth == call.depth + 1) {
                call.closedStart = failed ? Long.MIN_VALUE : ~startNanos;
                thread.overflowed = call;
                thread.overflowedNanos = now;
                thread.depth = ~thread.depth;
            }
        }
    }

    /**
     * Records a call that was timed elsewhere and ends now, as a childless callee of the thread's running call. The
     * caller's self time stays as it is: the duration need not lie within it.
     */
    public static void record(int operation, long durationNanos, boolean failed) {
        GnomonThread thread = GnomonThreads.current();
        if (thread.isGateClosed()) {
            return;
        }
        thread.settle();
        GnomonCall caller = thread.top();
        long duration = durationNanos < 0 ? 0 : durationNanos;
        long start = System.nanoTime() - duration;
        long flags = failed ? ERROR : 0L;
        if (failed || duration >= slowFloorNanos) {
            flags = detail(thread, operation, start, duration, flags, null);
        }
        long depth = thread.depth < MAX_DEPTH ? thread.depth : MAX_DEPTH;
        thread.add(start, duration, duration, flags | depth << 48 | (long) caller.operation << 24 | operation);
    }

    /** The id of a manual operation, for timing by name. A look-up of the agent's: cache the answer. */
    public static int operation(String name) {
        GnomonThread thread = GnomonThreads.current();
        int running = thread.pause();
        try {
            return sink.operation(name);
        } catch (Throwable failure) {
            failed(failure);
            return 0;
        } finally {
            thread.depth = running;
        }
    }

    /** Passes a question of the API's to the agent; null where it has no answer. Types are the JDK's on both sides. */
    public static Object ask(String question, Object... arguments) {
        GnomonThread thread = GnomonThreads.current();
        int running = thread.pause();
        try {
            return sink.answer(question, arguments);
        } catch (Throwable failure) {
            failed(failure);
            return null;
        } finally {
            thread.depth = running;
        }
    }

    /**
     * Keeps the current thread's calls unrecorded until {@link #resume}: the agent must never time itself.
     *
     * @return what to hand to {@link #resume}
     */
    public static int pause() {
        return GnomonThreads.current().pause();
    }

    /** Ends a {@link #pause}. */
    public static void resume(int running) {
        GnomonThreads.current().depth = running;
    }

    /**
     * Gives the recorder its sink. Each thread begins anew with its next call; calls that are running now belong to the sink
     * before, to their end.
     */
    public static void connect(GnomonSink newSink) {
        sink = newSink;
        GnomonThreads.renew();
    }

    /** Takes the sink away: from now on nothing is kept. */
    public static void disconnect() {
        connect(new GnomonSink.Closed());
    }

    /**
     * Replaces the slow thresholds.
     *
     * @param thresholds nanoseconds by operation id; an id beyond the end is never slow. The caller may add further ids to
     *     this array before they are woven
     * @param floorNanos the smallest of them
     */
    public static void slowThresholds(long[] thresholds, long floorNanos) {
        slowThresholds = thresholds;
        slowFloorNanos = floorNanos;
        quickNanos = floorNanos < QUICK_MAX ? floorNanos : QUICK_MAX;
    }

    /** How often the sink failed on an application's thread since the start. */
    public static long failures() {
        return failures;
    }

    /** How often an application's thread had too little stack left for the sink, since the start. No failure of either. */
    public static long outOfStack() {
        return outOfStack;
    }

    /** What the latest of the {@link #failures} was: the name of its class. */
    public static String latestFailure() {
        return latestFailure;
    }

    /** Whether this JDK has virtual threads, but with internals that are not known here: their calls are not recorded. */
    public static boolean missesVirtualThreads() {
        return GnomonCarrier.areMissed();
    }

    static GnomonSink sink() {
        return sink;
    }

    static long quickNanos() {
        return quickNanos;
    }

    static long slowFloorNanos() {
        return slowFloorNanos;
    }

    /** Whether a call of this duration is slow. */
    static boolean isSlow(int operation, long duration) {
        long[] thresholds = slowThresholds;
        return operation < thresholds.length && duration >= thresholds[operation];
    }

    /** The cold path of a slow or failed call: decides whether it is slow, and tells the sink. */
    @DontInline
    static long detail(GnomonThread thread, int operation, long start, long duration, long flags, Throwable failure) {
        long found = isSlow(operation, duration) ? flags | SLOW : flags;
        if (found == 0) {
            return 0;
        }
        int running = thread.pause();
        try {
            if (thread.hasRoomForDetail(failure, running)) {
                sink.detail(thread.id, operation, start, duration, found, failure);
            }
        } catch (Throwable broken) {
            failed(broken);
        } finally {
            thread.depth = running;
        }
        return found;
    }

    /**
     * Counts a failure of the sink's. What {@code Thread.stop} throws is none: it is meant for the application, wherever on
     * its thread it comes up, and goes on to it. Nor is it one that the application has used up its stack.
     */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    static void failed(Throwable failure) {
        // By its name, for the class is to be removed from the JDK. Not where memory is lacking: even a name may need
        // some.
        if (failure instanceof Error error
                && !(failure instanceof VirtualMachineError)
                && failure.getClass().getName().equals("java.lang.ThreadDeath")) {
            throw error;
        }
        if (failure instanceof StackOverflowError) {
            outOfStack++;
            return;
        }
        latestFailure = failure instanceof VirtualMachineError
                ? LACK_OF_MEMORY
                : failure.getClass().getName();
        countFailure();
    }

    /** Counts a failure of the sink's. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    static void countFailure() {
        failures++;
    }
}
