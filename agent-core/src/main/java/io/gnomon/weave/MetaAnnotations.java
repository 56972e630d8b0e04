package io.gnomon.weave;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import net.bytebuddy.jar.asm.ClassReader;
import org.jspecify.annotations.Nullable;

/**
 * Finds {@code @Monitored} among annotations, on their types, on the annotations there, and so on. The nearest level
 * wins; on one level, the first.
 *
 * <p>Annotation types are read as resources of the loader that meets them, and once for each loader. One that is missing
 * says nothing, as for the JVM itself.
 */
final class MetaAnnotations {

    private final PlatformPackages platform;
    private final PerLoader<List<AnnotationUse>> onTypes = new PerLoader<>();

    MetaAnnotations(PlatformPackages platform) {
        this.platform = platform;
    }

    /** What the annotations say of monitoring; null if nothing. */
    @Nullable
    MonitoredValues find(@Nullable ClassLoader loader, List<AnnotationUse> annotations) {
        if (annotations.isEmpty()) {
            return null;
        }
        Deque<AnnotationUse> open = new ArrayDeque<>(annotations);
        Set<String> seen = new HashSet<>();
        for (AnnotationUse use = open.poll(); use != null; use = open.poll()) {
            if (use.monitored() != null) {
                return use.monitored();
            }
            if (seen.add(use.type())) {
                open.addAll(onType(loader, use.type()));
            }
        }
        return null;
    }

    private List<AnnotationUse> onType(@Nullable ClassLoader loader, String type) {
        if (platform.contain(type)) {
            return List.of();
        }
        ConcurrentMap<String, List<AnnotationUse>> known = onTypes.of(loader);
        List<AnnotationUse> found = known.get(type);
        if (found == null) {
            found = read(loader, type);
            known.put(type, found);
        }
        return found;
    }

    private static List<AnnotationUse> read(@Nullable ClassLoader loader, String type) {
        byte[] classFile = ClassFiles.read(loader, type);
        if (classFile == null) {
            return List.of();
        }
        ClassReader reader = ClassFiles.reader(classFile);
        return List.copyOf(SummaryReader.read(reader).annotations());
    }
}
