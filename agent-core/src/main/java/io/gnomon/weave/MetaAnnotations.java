package io.gnomon.weave;

import java.util.ArrayDeque;
import java.util.ArrayList;
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
    private final PerLoader<List<String>> typesOnTypes = new PerLoader<>();
    private final PerLoader<List<AnnotationUse>> onTypes = new PerLoader<>();

    MetaAnnotations(PlatformPackages platform) {
        this.platform = platform;
    }

    /**
     * Whether annotations of these types say anything of monitoring. Needs no more than the names of the types, and so
     * decides cheaply that {@link #find} would find nothing.
     */
    boolean mayFind(ClassSource source, List<String> types) {
        if (types.isEmpty()) {
            return false;
        }
        // The list is both what was seen and what is still to be looked at.
        List<String> seen = new ArrayList<>(types);
        for (int i = 0; i < seen.size(); i++) {
            String type = seen.get(i);
            if (type.equals(MonitoredValues.TYPE)) {
                return true;
            }
            for (String more : typesOnType(source, type)) {
                if (!seen.contains(more)) {
                    seen.add(more);
                }
            }
        }
        return false;
    }

    /** What the annotations say of monitoring; null if nothing. */
    @Nullable
    MonitoredValues find(ClassSource source, List<AnnotationUse> annotations) {
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
                open.addAll(onType(source, use.type()));
            }
        }
        return null;
    }

    private List<String> typesOnType(ClassSource source, String type) {
        if (platform.contain(type)) {
            return List.of();
        }
        ConcurrentMap<String, List<String>> known = typesOnTypes.of(source.loader());
        List<String> found = known.get(type);
        if (found == null) {
            byte[] classFile = source.read(type);
            found = classFile == null ? List.of() : new ClassScan(classFile).annotationTypes();
            known.put(type, found);
        }
        return found;
    }

    private List<AnnotationUse> onType(ClassSource source, String type) {
        if (platform.contain(type)) {
            return List.of();
        }
        ConcurrentMap<String, List<AnnotationUse>> known = onTypes.of(source.loader());
        List<AnnotationUse> found = known.get(type);
        if (found == null) {
            found = read(source, type);
            known.put(type, found);
        }
        return found;
    }

    private static List<AnnotationUse> read(ClassSource source, String type) {
        byte[] classFile = source.read(type);
        if (classFile == null) {
            return List.of();
        }
        ClassReader reader = ClassFiles.reader(classFile);
        return List.copyOf(SummaryReader.read(reader).annotations());
    }
}
