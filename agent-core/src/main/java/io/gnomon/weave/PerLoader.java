package io.gnomon.weave;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * One map of names for each class loader. The loaders are held weakly and told apart by identity, so that they can be
 * collected and none of their own methods runs here; the values must not refer to them.
 *
 * <p>For all threads; nobody waits.
 */
final class PerLoader<V> {

    private final ConcurrentMap<Key, ConcurrentMap<String, V>> byLoader = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, V> ofBootLoader = new ConcurrentHashMap<>();
    private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();

    /** The loader asked for last, which will most often be asked for next: spares a key for each question. */
    private volatile @Nullable Known<V> last;

    /** The loader's own map. */
    ConcurrentMap<String, V> of(@Nullable ClassLoader loader) {
        if (loader == null) {
            return ofBootLoader;
        }
        Known<V> recent = last;
        if (recent != null && recent.key().refersTo(loader)) {
            return recent.map();
        }
        for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
            byLoader.remove(gone);
        }
        Key key = new Key(loader, collected);
        ConcurrentMap<String, V> map = byLoader.get(key);
        if (map == null) {
            ConcurrentMap<String, V> made = new ConcurrentHashMap<>();
            ConcurrentMap<String, V> raced = byLoader.putIfAbsent(key, made);
            map = raced == null ? made : raced;
        }
        last = new Known<>(key, map);
        return map;
    }

    private record Known<V>(Key key, ConcurrentMap<String, V> map) {}

    private static final class Key extends WeakReference<ClassLoader> {

        private final int hash;

        Key(ClassLoader loader, @Nullable ReferenceQueue<ClassLoader> queue) {
            super(loader, queue);
            hash = System.identityHashCode(loader);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            if (this == other) {
                return true;
            }
            ClassLoader loader = get();
            return loader != null && other instanceof Key that && that.refersTo(loader);
        }
    }
}
