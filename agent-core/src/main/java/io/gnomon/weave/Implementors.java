package io.gnomon.weave;

import io.gnomon.rules.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;

/**
 * Finds the loaded classes that hold the code of a method which a rule looks for elsewhere. Class files are read, nothing is
 * loaded or initialised.
 */
final class Implementors {

    /** Class files read for one question. */
    private static final int MAX_READ = 50;

    private static final int SHOWN = 3;

    private final Collection<Class<?>> loaded;

    Implementors(Collection<Class<?>> loaded) {
        this.loaded = loaded;
    }

    /** The first few subtypes of the named class that have code for what the rule selects. */
    List<String> of(String className, Rule rule) {
        List<String> found = new ArrayList<>();
        int read = 0;
        for (Class<?> type : named(Set.of(className))) {
            for (Class<?> candidate : loaded) {
                if (found.size() < SHOWN
                        && read < MAX_READ
                        && candidate != type
                        && type.isAssignableFrom(candidate)
                        && !found.contains(candidate.getName())) {
                    read++;
                    if (has(candidate, rule)) {
                        found.add(candidate.getName());
                    }
                }
            }
        }
        return found;
    }

    /** The nearest superclass of one of the named classes that has what the rule selects; empty if there is none. */
    String superclassThatHas(Set<String> classNames, Rule rule) {
        for (Class<?> type : named(classNames)) {
            for (Class<?> above = type.getSuperclass(); above != null; above = above.getSuperclass()) {
                if (has(above, rule)) {
                    return above.getName();
                }
            }
        }
        return "";
    }

    private List<Class<?>> named(Set<String> classNames) {
        List<Class<?>> named = new ArrayList<>();
        for (Class<?> candidate : loaded) {
            if (classNames.contains(candidate.getName()) && named.size() < SHOWN) {
                named.add(candidate);
            }
        }
        return named;
    }

    /** The class loader is asked, and may refuse, as one does that was closed. */
    private static boolean has(Class<?> type, Rule rule) {
        try {
            byte[] classFile =
                    ClassFiles.read(type.getClassLoader(), type.getName().replace('.', '/'));
            return classFile != null && has(ClassFiles.reader(classFile), rule);
        } catch (RuntimeException | LinkageError unreadable) {
            return false;
        }
    }

    private static boolean has(ClassReader reader, Rule rule) {
        for (ClassSummary.Method method : SummaryReader.read(reader).methods()) {
            if (method.isWeavable()
                    && rule.matchesMethod(method.name(), method.descriptor(), method.access(), null)
                    && !method.isSynthetic()) {
                return true;
            }
        }
        return false;
    }
}
