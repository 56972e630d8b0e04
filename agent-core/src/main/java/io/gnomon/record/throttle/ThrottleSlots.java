package io.gnomon.record.throttle;

import java.util.Arrays;

/**
 * Which slot in the threads' counters belongs to which operation that is, or once was, throttled. A slot is given once and
 * for all: threads may count in it long after the throttle was taken off. For the writer thread.
 */
public final class ThrottleSlots {

    /** Slot 0 is nobody's. */
    private int[] operationBySlot = new int[8];

    private int[] slotByOperation = new int[64];
    private int slots;

    /** How many operations have a slot. */
    int size() {
        return slots;
    }

    /** The operation's slot, given now if need be. */
    int of(int operation) {
        if (operation >= slotByOperation.length) {
            slotByOperation = Arrays.copyOf(slotByOperation, Math.max(operation + 1, slotByOperation.length * 2));
        }
        if (slotByOperation[operation] == 0) {
            slots++;
            if (slots == operationBySlot.length) {
                operationBySlot = Arrays.copyOf(operationBySlot, slots * 2);
            }
            slotByOperation[operation] = slots;
            operationBySlot[slots] = operation;
        }
        return slotByOperation[operation];
    }

    /** The operation whose slot this is. */
    public int operation(int slot) {
        return operationBySlot[slot];
    }
}
