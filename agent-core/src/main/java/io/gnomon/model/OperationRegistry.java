package io.gnomon.model;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All operations of this JVM, by id and by name. The name is the identity: whoever registers a name again gets the
 * operation that has it. Tells the recorder the slow thresholds.
 *
 * <p>For all threads. Reading takes no lock.
 */
public final class OperationRegistry {

    private final long defaultSlowThresholdNanos;
    private final Map<String, Operation> byName = new HashMap<>();
    private volatile @Nullable Operation[] byId = new Operation[64];
    private volatile int count;
    private long[] slowThresholds = new long[64];
    private long slowFloorNanos = Long.MAX_VALUE;

    /** @param defaultSlowThreshold for operations that name none */
    public OperationRegistry(Duration defaultSlowThreshold) {
        this.defaultSlowThresholdNanos = nanos(defaultSlowThreshold);
    }

    /**
     * The operation of this name, made now if there is none.
     *
     * @throws IllegalStateException if there are {@link GnomonRecorder#MAX_OPERATIONS} operations already
     */
    public synchronized Operation register(OperationSpec spec) {
        Operation known = byName.get(spec.name());
        if (known == null) {
            return add(spec);
        }
        if (known.severalMethods() || isSame(known.method(), spec.method())) {
            return known;
        }
        Operation shared = known.withSeveralMethods();
        byName.put(shared.name(), shared);
        @Nullable Operation[] operations = byId;
        operations[shared.id()] = shared;
        byId = operations;
        return shared;
    }

    /**
     * Not the record's own way of comparing: what it needs is made when it is first called, which may be in the middle of the
     * loading of a class that it needs.
     */
    private static boolean isSame(@Nullable MethodReference left, @Nullable MethodReference right) {
        if (left == null || right == null) {
            return left == null && right == null;
        }
        return left.className().equals(right.className())
                && left.methodName().equals(right.methodName())
                && left.descriptor().equals(right.descriptor());
    }

    /** The operation of this id, or null. */
    public @Nullable Operation get(int id) {
        @Nullable Operation[] operations = byId;
        return id > 0 && id < operations.length ? operations[id] : null;
    }

    /** The operation of this name, or null. */
    public synchronized @Nullable Operation get(String name) {
        return byName.get(name);
    }

    /** How many operations there are; their ids are 1 to this. */
    public int count() {
        return count;
    }

    private Operation add(OperationSpec spec) {
        int id = count + 1;
        if (id >= GnomonRecorder.MAX_OPERATIONS) {
            throw new IllegalStateException("more than " + count + " operations");
        }
        Duration threshold = spec.slowThreshold();
        Operation operation = new Operation(
                id,
                spec.name(),
                spec.method(),
                false,
                spec.declaredBy(),
                spec.category(),
                threshold == null ? defaultSlowThresholdNanos : nanos(threshold),
                spec.mode());
        byName.put(operation.name(), operation);
        @Nullable Operation[] operations = byId;
        if (id >= operations.length) {
            operations = Arrays.copyOf(operations, operations.length * 2);
            slowThresholds = Arrays.copyOf(slowThresholds, operations.length);
        }
        operations[id] = operation;
        slowThresholds[id] = operation.slowThresholdNanos();
        slowFloorNanos = Math.min(slowFloorNanos, operation.slowThresholdNanos());
        byId = operations;
        count = id;
        GnomonRecorder.slowThresholds(slowThresholds, slowFloorNanos);
        return operation;
    }

    private static long nanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException longerThan292Years) {
            return Long.MAX_VALUE;
        }
    }
}
