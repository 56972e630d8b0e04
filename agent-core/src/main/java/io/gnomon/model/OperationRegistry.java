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

    private long defaultSlowThresholdNanos;
    private final Map<String, Operation> byName = new HashMap<>();
    private volatile @Nullable Operation[] byId = new Operation[64];
    private volatile int count;
    private long[] slowThresholds = new long[64];
    private long slowFloorNanos = Long.MAX_VALUE;

    /** How often rules have come anew. Each operation's own number says since when its description holds. */
    private volatile int generation;

    private int[] generations = new int[64];

    /** Without a slow threshold, until {@link #renew}. */
    public OperationRegistry() {
        this(Duration.ofSeconds(Long.MAX_VALUE));
    }

    /** @param defaultSlowThreshold for operations that name none */
    public OperationRegistry(Duration defaultSlowThreshold) {
        this.defaultSlowThresholdNanos = nanos(defaultSlowThreshold);
    }

    /**
     * Has every operation described anew by who registers its name next. Ids stay.
     *
     * @param defaultSlowThreshold for operations that name none
     */
    public synchronized void renew(Duration defaultSlowThreshold) {
        defaultSlowThresholdNanos = nanos(defaultSlowThreshold);
        renew();
    }

    /** The same with the slow threshold that there is. */
    public synchronized void renew() {
        generation++;
    }

    /** Grows whenever descriptions may have changed. */
    public int generation() {
        return generation;
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
        if (generations[known.id()] < generation) {
            return set(operation(known.id(), spec));
        }
        if (known.severalMethods() || isSame(known.method(), spec.method())) {
            return known;
        }
        return set(known.withSeveralMethods());
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
        if (id >= byId.length) {
            byId = Arrays.copyOf(byId, byId.length * 2);
            slowThresholds = Arrays.copyOf(slowThresholds, byId.length);
            generations = Arrays.copyOf(generations, byId.length);
        }
        Operation operation = set(operation(id, spec));
        count = id;
        return operation;
    }

    private Operation operation(int id, OperationSpec spec) {
        Duration threshold = spec.slowThreshold();
        return new Operation(
                id,
                spec.name(),
                spec.method(),
                false,
                spec.declaredBy(),
                spec.category(),
                threshold == null ? defaultSlowThresholdNanos : nanos(threshold),
                spec.mode());
    }

    private Operation set(Operation operation) {
        byName.put(operation.name(), operation);
        @Nullable Operation[] operations = byId;
        operations[operation.id()] = operation;
        byId = operations;
        generations[operation.id()] = generation;
        slowThresholds[operation.id()] = operation.slowThresholdNanos();
        // A threshold that was raised leaves the floor where it is: it only says from where on to look closer.
        slowFloorNanos = Math.min(slowFloorNanos, operation.slowThresholdNanos());
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
