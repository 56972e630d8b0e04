package io.gnomon.weave;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has classes that are loaded already transformed again. */
final class LoadedClasses {

    /** As many as the JVM can stop for without being noticed. */
    private static final int BATCH = 100;

    private final Instrumentation instrumentation;
    private final WeaveReport report;

    LoadedClasses(Instrumentation instrumentation, WeaveReport report) {
        this.instrumentation = instrumentation;
        this.report = report;
    }

    /** Those that have a class file: neither arrays nor hidden ones. */
    List<Class<?>> all() {
        List<Class<?>> all = new ArrayList<>();
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (!loaded.isArray() && !loaded.isPrimitive() && !loaded.isHidden()) {
                all.add(loaded);
            }
        }
        return all;
    }

    /** Those for which the filter holds. */
    List<Class<?>> find(Filter filter) {
        List<Class<?>> found = all();
        found.removeIf(loaded -> !holds(filter, loaded));
        return found;
    }

    /** Transforms classes again. A batch that fails is tried class by class; what fails then is reported. */
    void transformAgain(List<Class<?>> classes) {
        for (int from = 0; from < classes.size(); from += BATCH) {
            List<Class<?>> batch = classes.subList(from, Math.min(from + BATCH, classes.size()));
            if (transform(batch) == null) {
                continue;
            }
            for (Class<?> single : batch) {
                Throwable failure = transform(List.of(single));
                if (failure != null) {
                    report.classLeftAlone(single.getName(), "the JVM refused to transform it again", failure);
                }
            }
        }
    }

    private @Nullable Throwable transform(List<Class<?>> classes) {
        try {
            instrumentation.retransformClasses(classes.toArray(new Class<?>[0]));
            return null;
        } catch (Throwable refused) {
            return refused;
        }
    }

    private boolean holds(Filter filter, Class<?> loaded) {
        try {
            return filter.holds(loaded.getClassLoader(), loaded.getName()) && instrumentation.isModifiableClass(loaded);
        } catch (RuntimeException | LinkageError unreadable) {
            report.classLeftAlone(loaded.getName(), "it could not be read", unreadable);
            return false;
        }
    }

    /** A condition on a class. */
    interface Filter {
        boolean holds(@Nullable ClassLoader loader, String className);
    }
}
