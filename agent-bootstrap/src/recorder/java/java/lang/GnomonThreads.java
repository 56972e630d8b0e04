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

    /** Each thread writes its own place only, and reads what others wrote only to see that it is not its own. */
    private static final GnomonThread[] TABLE = new GnomonThread[PLACES];

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
        }
    }

    /** Gives the current thread its place, unless a living one has it. */
    private static void enlist(GnomonThread self) {
        if (NUMBER < 0) {
            return;
        }
        int place = place(self.thread);
        GnomonThread other = TABLE[place];
        if (other == null || !other.thread.isAlive()) {
            TABLE[place] = self;
        }
    }

    /** Frees the place of a thread that has ended. */
    static void strike(Thread ended) {
        if (NUMBER < 0) {
            return;
        }
        int place = place(ended);
        GnomonThread found = TABLE[place];
        if (found != null && found.thread == ended) {
            TABLE[place] = null;
        }
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
            GnomonThread thread = new GnomonThread(Thread.currentThread());
            // Before anything else runs: what it calls may be woven, and must find this thread's gate closed.
            set(thread);
            if (!thread.isVirtual() && this == local) {
                enlist(thread);
            }
            thread.open();
            return thread;
        }
    }
}
