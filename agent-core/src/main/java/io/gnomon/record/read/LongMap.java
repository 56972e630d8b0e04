package io.gnomon.record.read;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A map with keys other than 0 that makes no object of them, for keys that come and go by the million. Open addressing with
 * linear probing; what is removed leaves no mark (Knuth, The Art of Computer Programming, volume 3, algorithm 6.4 R). For
 * one thread.
 */
final class LongMap<V> {

    private static final int FIRST_CAPACITY = 16;

    private long[] keys = new long[FIRST_CAPACITY];
    private @Nullable Object[] values = new Object[FIRST_CAPACITY];
    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    @SuppressWarnings("unchecked") // only put puts values
    @Nullable
    V get(long key) {
        return (V) values[find(key)];
    }

    void put(long key, V value) {
        int at = find(key);
        values[at] = value;
        if (keys[at] == 0) {
            keys[at] = key;
            size++;
            if (size * 2 > keys.length) {
                resize(keys.length * 2);
            }
        }
    }

    void remove(long key) {
        int hole = find(key);
        if (keys[hole] == 0) {
            return;
        }
        size--;
        int mask = keys.length - 1;
        for (int at = (hole + 1) & mask; keys[at] != 0; at = (at + 1) & mask) {
            // An entry may move up to the hole unless its search begins after that.
            if (((at - home(keys[at])) & mask) >= ((at - hole) & mask)) {
                keys[hole] = keys[at];
                values[hole] = values[at];
                hole = at;
            }
        }
        keys[hole] = 0;
        values[hole] = null;
        if (keys.length > FIRST_CAPACITY && size * 8 < keys.length) {
            resize(keys.length / 2);
        }
    }

    /** Empties the map, and gives back its memory. */
    void clear() {
        keys = new long[FIRST_CAPACITY];
        values = new Object[FIRST_CAPACITY];
        size = 0;
    }

    /** In no particular order; the map is not to be changed meanwhile. */
    @SuppressWarnings("unchecked") // only put puts values
    void forEachValue(Consumer<? super V> action) {
        for (Object value : values) {
            if (value != null) {
                action.accept((V) value);
            }
        }
    }

    /** Where the key stands, or would stand. */
    private int find(long key) {
        int mask = keys.length - 1;
        int at = home(key);
        while (keys[at] != key && keys[at] != 0) {
            at = (at + 1) & mask;
        }
        return at;
    }

    /** Multiplied by 2<sup>64</sup> by the golden ratio: spreads consecutive keys well (ibid., section 6.4). */
    private int home(long key) {
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & (keys.length - 1);
    }

    private void resize(int capacity) {
        long[] oldKeys = keys;
        @Nullable Object[] oldValues = values;
        keys = new long[capacity];
        values = new Object[capacity];
        for (int old = 0; old < oldKeys.length; old++) {
            if (oldKeys[old] != 0) {
                int at = find(oldKeys[old]);
                keys[at] = oldKeys[old];
                values[at] = oldValues[old];
            }
        }
    }
}
