package java.lang;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Virtual threads, from JDK 21 on: tells them apart and finds the buffer of the carrier that one runs on.
 *
 * <p>This is compiled for 17, where neither the classes nor the methods exist, hence the look-ups by name. On a JDK that
 * has virtual threads but other internals, {@link #carrierBuffer} is null and virtual threads are not recorded.
 */
final class GnomonCarrier {

    private static final Class<?> VIRTUAL_THREAD = virtualThreadClass();

    /** A {@code jdk.internal.misc.CarrierThreadLocal}: answers for the carrier, not for the virtual thread on it. */
    private static volatile ThreadLocal<GnomonBuffer> carrierBuffer = carrierLocal();

    private static final MethodHandle CURRENT_CARRIER = currentCarrier();

    private GnomonCarrier() {}

    /** Has each carrier begin a new buffer. */
    static void renew() {
        carrierBuffer = carrierLocal();
    }

    static boolean isVirtual(Thread thread) {
        return VIRTUAL_THREAD != null && VIRTUAL_THREAD.isInstance(thread);
    }

    /** Whether there are virtual threads whose samples cannot be recorded. */
    static boolean areMissed() {
        return VIRTUAL_THREAD != null && !supported();
    }

    /** Whether samples of virtual threads can be recorded here. */
    static boolean supported() {
        return carrierBuffer != null && CURRENT_CARRIER != null;
    }

    /** The current carrier's buffer, ready for samples of {@code virtualThread}, which is the current one. */
    static GnomonBuffer buffer(GnomonThread virtualThread) {
        GnomonBuffer buffer = unannounced(virtualThread);
        if (buffer.threadId != virtualThread.id) {
            buffer.switchTo(virtualThread);
        }
        return buffer;
    }

    /** The current carrier's buffer, for what is not said of one thread. */
    static GnomonBuffer unannounced(GnomonThread virtualThread) {
        if (!supported()) {
            return GnomonBuffer.NOWHERE;
        }
        GnomonBuffer buffer = carrierBuffer.get();
        return buffer == null ? open(virtualThread) : buffer;
    }

    private static GnomonBuffer open(GnomonThread virtualThread) {
        // What the sink calls may be woven, and would want this very buffer.
        int running = virtualThread.pause();
        try {
            Thread carrier = (Thread) CURRENT_CARRIER.invokeExact();
            GnomonBuffer buffer = new GnomonBuffer(carrier);
            carrierBuffer.set(buffer);
            return buffer;
        } catch (Throwable failure) {
            GnomonRecorder.failed(failure);
            return GnomonBuffer.NOWHERE;
        } finally {
            virtualThread.depth = running;
        }
    }

    private static Class<?> virtualThreadClass() {
        try {
            return Class.forName("java.lang.BaseVirtualThread", false, null);
        } catch (ClassNotFoundException before21) {
            return null;
        }
    }

    @SuppressWarnings("unchecked")
    private static ThreadLocal<GnomonBuffer> carrierLocal() {
        if (VIRTUAL_THREAD == null) {
            return null;
        }
        try {
            return Class.forName("jdk.internal.misc.CarrierThreadLocal", true, null)
                    .asSubclass(ThreadLocal.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException unknownInternals) {
            return null;
        }
    }

    private static MethodHandle currentCarrier() {
        if (VIRTUAL_THREAD == null) {
            return null;
        }
        try {
            return MethodHandles.lookup()
                    .findStatic(Thread.class, "currentCarrierThread", MethodType.methodType(Thread.class));
        } catch (ReflectiveOperationException unknownInternals) {
            return null;
        }
    }
}
