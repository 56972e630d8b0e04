package java.lang;

import jdk.internal.misc.Unsafe;
import jdk.internal.vm.annotation.DontInline;
import jdk.internal.vm.annotation.ForceInline;

/**
 * Finds what the recorder keeps for the current thread. That is a thread-local; but a small table, in which most platform
 * threads stand by their number, gives it with half the instructions. Whoever does not stand there, because another thread
 * has the place or because it is a virtual thread, takes the longer way.
 */
final class GnomonThreads {

    private static final int PLACES = 1 << 10;

    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    /** Where a Thread has its number. Not by its method, which the application may override or have woven. */
    private static final long NUMBER = numberOffset();

    private static final long ARRAY_BASE = GnomonChunk.arrayBase(GnomonThread[].class);
    private static final long ARRAY_SCALE = UNSAFE.arrayIndexScale(GnomonThread[].class);

    /** Each thread writes its own place only, and reads what others wrote only to see that it is not its own. */
    private static final GnomonThread[] TABLE = new GnomonThread[PLACES];

    /**
     * The threads whose place another one has, in chains by {@link GnomonThread#next}: added by themselves in front, taken
     * out by the reader alone. Not for finding them fast, but again: the JDK takes the thread-locals from a worker of its
     * common pool after each task, from JDK 19 on, and each task would cost a new buffer that lasts as long as the worker.
     */
    private static final GnomonThread[] OTHERS = new GnomonThread[PLACES];

    /** Another one for each sink, so that no thread goes on with what it had for the sink before. */
    private static volatile Local local = new Local();

    private GnomonThreads() {}

    @ForceInline
    static GnomonThread current() {
        if (NUMBER < 0) {
            return local.get();
        }
        Thread thread = Thread.currentThread();
        GnomonThread found = TABLE[place(thread)];
        return found != null && found.thread == thread ? found : local.get();
    }

    /** Has each thread begin anew with its next call. */
    static void renew() {
        GnomonCarrier.renew();
        local = new Local();
        for (int place = 0; place < PLACES; place++) {
            TABLE[place] = null;
            OTHERS[place] = null;
        }
    }

    /**
     * Lets the current thread be found until the reader {@link #strike strikes} it: at its place, or behind the living
     * thread that has it. For a platform thread whose buffer the reader sees.
     */
    static void enlist(GnomonThread self) {
        if (NUMBER < 0) {
            return;
        }
        int place = place(self.thread);
        GnomonThread other = TABLE[place];
        if ((other == null || !other.thread.isAlive()) && replace(TABLE, place, other, self)) {
            return;
        }
        do {
            self.next = OTHERS[place];
        } while (!replace(OTHERS, place, self.next, self));
    }

    /** Forgets a thread that has ended. For the reader. */
    static void strike(Thread ended) {
        if (NUMBER < 0) {
            return;
        }
        int place = place(ended);
        GnomonThread found = TABLE[place];
        if (found != null && found.thread == ended) {
            replace(TABLE, place, found, null);
        }
        GnomonThread before = null;
        GnomonThread other = first(place);
        while (other != null) {
            if (other.thread != ended) {
                before = other;
                other = other.next;
            } else if (before != null) {
                before.next = other.next;
                other = other.next;
            } else if (replace(OTHERS, place, other, other.next)) {
                other = other.next;
            } else {
                // Another has come in front meanwhile.
                other = first(place);
            }
        }
    }

    /** What is kept for this thread, though it has lost its thread-locals; null if nothing is. */
    private static GnomonThread known(Thread thread) {
        if (NUMBER < 0) {
            return null;
        }
        GnomonThread other = first(place(thread));
        while (other != null && other.thread != thread) {
            other = other.next;
        }
        return other;
    }

    private static GnomonThread first(int place) {
        return (GnomonThread) UNSAFE.getReferenceAcquire(OTHERS, offset(place));
    }

    private static boolean replace(GnomonThread[] table, int place, GnomonThread expected, GnomonThread next) {
        return UNSAFE.compareAndSetReference(table, offset(place), expected, next);
    }

    private static long offset(int place) {
        return ARRAY_BASE + place * ARRAY_SCALE;
    }

    /** The thread's number; not asked of itself where that can be helped, for what it answers is the application's. */
    static long id(Thread thread) {
        return NUMBER < 0 ? thread.getId() : UNSAFE.getLong(thread, NUMBER);
    }

    @ForceInline
    private static int place(Thread thread) {
        return (int) UNSAFE.getLong(thread, NUMBER) & (PLACES - 1);
    }

    private static long numberOffset() {
        try {
            return UNSAFE.objectFieldOffset(Thread.class, "tid");
        } catch (InternalError otherInternals) {
            return -1;
        }
    }

    /** A subclass, not {@code withInitial}, to spare start-up the lambda. */
    private static final class Local extends ThreadLocal<GnomonThread> {
        @Override
        @DontInline
        protected GnomonThread initialValue() {
            // Only what cannot be woven is called here: that would find no state for this thread, and make it in turn.
            // And nothing is done in two steps: the stack may end in any call, and the next is to begin afresh.
            Thread thread = Thread.currentThread();
            GnomonThread known = known(thread);
            return known == null ? new GnomonThread(thread) : known;
        }
    }
}
