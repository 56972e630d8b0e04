package io.gnomon.weave;

import io.gnomon.log.AgentLog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was woven and what was not. Counts are exact; names are kept, and lines logged, up to a limit for each kind.
 *
 * <p>For all threads.
 */
public final class WeaveReport {

    /** How many names of each kind are kept. */
    static final int MAX_NAMES = 500;

    private final AgentLog log;
    private final List<LeftAlone> leftAlone = new ArrayList<>();
    private final Set<String> said = new HashSet<>();
    private long unsaid;
    private long classesWoven;
    private long methodsWoven;
    private long classesLeftAlone;
    private long methodsLeftAlone;

    /** @param log takes a line for what is left alone, and for each mistake in an annotation */
    public WeaveReport(AgentLog log) {
        this.log = log;
    }

    /** How many classes were woven; one of the same name in another class loader counts again. */
    public synchronized long classesWoven() {
        return classesWoven;
    }

    /** How many methods were woven. */
    public synchronized long methodsWoven() {
        return methodsWoven;
    }

    /** How many classes that hold selected methods were left alone as a whole. */
    public synchronized long classesLeftAlone() {
        return classesLeftAlone;
    }

    /** How many selected methods were left alone, in classes that were not left alone as a whole. */
    public synchronized long methodsLeftAlone() {
        return methodsLeftAlone;
    }

    /** What was left alone, the first {@value #MAX_NAMES}. */
    public synchronized List<LeftAlone> leftAlone() {
        return List.copyOf(leftAlone);
    }

    /** How often something was not said, because {@value #MAX_NAMES} other things had been. */
    public synchronized long unsaid() {
        return unsaid;
    }

    synchronized void woven(int methods) {
        classesWoven++;
        methodsWoven += methods;
    }

    synchronized void wovenAgain(int methodsBefore, int methods) {
        methodsWoven += methods - methodsBefore;
    }

    /** Counts a class that has its own code back; null: it had it before. */
    synchronized void unwoven(@Nullable Integer methods) {
        if (methods != null) {
            classesWoven--;
            methodsWoven -= methods;
        }
    }

    void classLeftAlone(String className, String reason, @Nullable Throwable cause) {
        synchronized (this) {
            classesLeftAlone++;
            if (!keep(new LeftAlone(className, null, reason))) {
                return;
            }
        }
        String line = className + " is left alone: " + reason;
        if (cause instanceof SecurityException) {
            mistake(
                    "security manager",
                    "classes are left alone: the security manager does not let the agent weave them: grant its jar"
                            + " java.security.AllPermission in the policy");
        }
        if (cause == null || cause instanceof SecurityException) {
            log.info(line);
        } else {
            log.warn(line, cause);
        }
    }

    void methodLeftAlone(String className, String method, String reason) {
        synchronized (this) {
            methodsLeftAlone++;
            if (!keep(new LeftAlone(className, method, reason))) {
                return;
            }
        }
        log.info(className + "." + method + " is left alone: " + reason);
    }

    void unresolved(String type, String subtype) {
        if (first("supertype " + type)) {
            log.info("no class file found for " + type + ", a supertype of " + subtype
                    + ": annotations on it, if any, are not seen");
        }
    }

    /**
     * Warns of a mistake in a declaration.
     *
     * @param mistake tells it from others: each is reported once, however many methods it concerns
     */
    void mistake(String mistake, String sentence) {
        if (first("mistake " + mistake)) {
            log.warn(sentence);
        }
    }

    private boolean keep(LeftAlone entry) {
        return leftAlone.size() < MAX_NAMES && leftAlone.add(entry);
    }

    private synchronized boolean first(String what) {
        if (said.size() < MAX_NAMES) {
            return said.add(what);
        }
        if (!said.contains(what)) {
            unsaid++;
        }
        return false;
    }

    /**
     * A class or method that was selected but not woven.
     *
     * @param className the binary name
     * @param method name and descriptor; null: the whole class
     * @param reason words that fit after "is left alone:"
     */
    public record LeftAlone(String className, @Nullable String method, String reason) {}
}
