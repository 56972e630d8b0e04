package io.gnomon.record.detail;

import io.gnomon.model.MethodReference;
import io.gnomon.model.Operation;
import java.lang.ref.WeakReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stacks that slow calls were made from, from the slow method on.
 *
 * <p>What makes a call slow is often a slow call inside it, and the stack of that one, which was taken when it ended, goes on
 * below it with the stack of this one. To find it there is many times cheaper than to have the JVM spell out all
 * frames again. So the stack last taken on a thread is remembered, for as many threads as there are places.
 *
 * <p>For all threads. Places are read and written without a lock: what another thread left there is told by its id.
 */
final class CallerStacks {

    private static final int PLACES = 256;

    /**
     * A stack that was taken when a call ended that had begun then. It is held by the detail that it was taken for, until
     * that is written, and not by the place: threads that have ended would keep places full for good.
     */
    private record Taken(long threadId, long startNanos, WeakReference<List<StackTraceElement>> stack) {}

    private final @Nullable Taken[] taken = new Taken[PLACES];
    private final String caller;

    /** @param caller the class that the recorder calls; it is left out like those here */
    CallerStacks(String caller) {
        this.caller = caller;
    }

    /** The stack of the current method, which is called by the recorder. */
    List<StackTraceElement> take(long threadId, long startNanos) {
        List<StackTraceElement> stack = current();
        remember(new Taken(threadId, startNanos, new WeakReference<>(stack)));
        return stack;
    }

    /**
     * Finds the stack of a call that ends now in that of a call inside it. The first frame's line is the one that led
     * to the inner call.
     *
     * @param startNanos when the call began, and not before
     * @return null if that is not known, or not without doubt
     */
    @Nullable
    List<StackTraceElement> find(long threadId, long startNanos, @Nullable Operation operation) {
        Taken inner = taken[place(threadId)];
        if (inner == null || inner.threadId != threadId || inner.startNanos < startNanos || operation == null) {
            return null;
        }
        MethodReference method = operation.method();
        if (method == null || operation.severalMethods()) {
            return null;
        }
        List<StackTraceElement> innerStack = inner.stack.get();
        int frame = innerStack == null ? -1 : onlyFrame(method, innerStack);
        if (innerStack == null || frame < 0) {
            return null;
        }
        List<StackTraceElement> stack = innerStack.subList(frame, innerStack.size());
        remember(new Taken(threadId, startNanos, new WeakReference<>(stack)));
        return stack;
    }

    /** Which frame below the first is the method's; -1 if none is, or more than one: another of that name, or a recursion. */
    private static int onlyFrame(MethodReference method, List<StackTraceElement> stack) {
        int found = -1;
        for (int frame = 1; frame < stack.size(); frame++) {
            StackTraceElement element = stack.get(frame);
            if (element.getMethodName().equals(method.methodName())
                    && element.getClassName().equals(method.className())) {
                if (found >= 0) {
                    return -1;
                }
                found = frame;
            }
        }
        return found;
    }

    private void remember(Taken stack) {
        taken[place(stack.threadId)] = stack;
    }

    private static int place(long threadId) {
        return (int) threadId & (PLACES - 1);
    }

    /** The recorder's own frames are left out. */
    private List<StackTraceElement> current() {
        List<StackTraceElement> stack = List.of(new Throwable().getStackTrace());
        int first = 0;
        while (first < stack.size() && isOurs(stack.get(first).getClassName())) {
            first++;
        }
        return stack.subList(first, stack.size());
    }

    private boolean isOurs(String className) {
        return className.equals(CallerStacks.class.getName())
                || className.equals(DetailCapture.class.getName())
                || className.equals(caller)
                || className.startsWith("io.gnomon.api.")
                || className.startsWith("java.lang.Gnomon");
    }
}
