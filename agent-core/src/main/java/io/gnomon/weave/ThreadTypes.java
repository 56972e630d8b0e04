package io.gnomon.weave;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a class is a thread's. Its superclasses are read, not loaded; only classes that a glob selects and that
 * have a method {@code run()} are asked about.
 */
final class ThreadTypes {

    /** Those of the packages {@code java.*}. */
    private static final Set<String> OF_JAVA = Set.of("java/lang/Thread", "java/util/concurrent/ForkJoinWorkerThread");

    private static final int DEEPEST = 50;

    private ThreadTypes() {}

    /** Whether this superclass, by its internal name, is a thread's. One that cannot be read says no. */
    static boolean contain(ClassSource source, @Nullable String superclass) {
        String type = superclass;
        for (int depth = 0; type != null && depth < DEEPEST; depth++) {
            if (type.startsWith("java/")) {
                return OF_JAVA.contains(type);
            }
            byte[] classFile = source.read(type);
            type = classFile == null ? null : ClassFiles.reader(classFile).getSuperName();
        }
        return false;
    }
}
