package io.gnomon.weave;

import io.gnomon.rules.LeftOut;
import org.jspecify.annotations.Nullable;

/**
 * The classes that are never woven, each with its reason. The only such list; those that are generated are told by
 * {@link LeftOut}.
 *
 * <p>What the recorder calls while it opens or ends a call would call the recorder in turn. Everything else that the
 * agent calls runs with the thread's gate closed and may be woven.
 */
final class Exclusions {

    private static final String AGENT = "it is the agent's own";
    private static final String RECORDER = "the recorder itself calls it";
    private static final String LINKAGE = "the JVM runs it while it links woven code";
    private static final String SCHEDULER =
            "it schedules virtual threads, and runs where there is no thread to record for";
    private static final String FAILURES = "every exception extends it";
    private static final String TRANSFORMATION = "it runs while classes are woven";
    private static final String GENERATED = "it is generated at run time, under another name in each run";

    private static final Exclusion[] BY_PREFIX = {
        new Exclusion("io/gnomon/agent/", AGENT),
        new Exclusion("io/gnomon/api/", AGENT),
        new Exclusion("java/lang/Gnomon", AGENT),
        new Exclusion("java/lang/Thread", RECORDER),
        new Exclusion("java/lang/System", RECORDER),
        new Exclusion("java/lang/ref/", RECORDER),
        new Exclusion("java/util/concurrent/atomic/", RECORDER),
        new Exclusion("jdk/internal/", RECORDER),
        new Exclusion("java/lang/invoke/", LINKAGE),
        new Exclusion("java/lang/VirtualThread", SCHEDULER),
        new Exclusion("java/util/concurrent/ForkJoin", SCHEDULER),
        new Exclusion("java/lang/StackTraceElement", FAILURES),
        new Exclusion("java/lang/StackStreamFactory", FAILURES),
        new Exclusion("java/lang/StackWalker", FAILURES),
        new Exclusion("java/lang/instrument/", TRANSFORMATION),
        new Exclusion("sun/instrument/", TRANSFORMATION),
        new Exclusion("sun/reflect/", GENERATED),
    };

    private static final Exclusion[] BY_NAME = {
        new Exclusion("java/lang/Object", RECORDER),
        new Exclusion("java/lang/Math", RECORDER),
        new Exclusion("java/lang/Class", RECORDER),
        new Exclusion("java/lang/BaseVirtualThread", SCHEDULER),
        new Exclusion("java/lang/Throwable", FAILURES),
        new Exclusion("java/lang/Error", FAILURES),
        new Exclusion("java/lang/VirtualMachineError", FAILURES),
        new Exclusion("java/lang/StackOverflowError", FAILURES),
        new Exclusion("java/lang/OutOfMemoryError", FAILURES),
    };

    private Exclusions() {}

    /**
     * Why the class is never woven.
     *
     * @param internalName with slashes, as the JVM gives it to a transformer
     * @return null if it may be woven; else words that fit after "because"
     */
    static @Nullable String reason(String internalName) {
        for (Exclusion excluded : BY_PREFIX) {
            if (internalName.startsWith(excluded.text)) {
                return excluded.reason;
            }
        }
        for (Exclusion excluded : BY_NAME) {
            if (internalName.equals(excluded.text)) {
                return excluded.reason;
            }
        }
        LeftOut generated = LeftOut.alwaysOfClass(internalName);
        return generated == null ? null : generated.reason();
    }

    private record Exclusion(String text, String reason) {}
}
