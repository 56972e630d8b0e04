package io.gnomon.weave;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the methods that {@code @Monitored} selects: on the method, on a method that it overrides, or on the class; the
 * nearest wins, in this order. Of overridden methods a superclass's comes before an interface's.
 *
 * <p>An interface that is annotated as a whole means all its methods, implementations included. A class that is
 * annotated as a whole means the methods that it declares itself.
 *
 * <p>Supertypes that the JVM has not loaded before are read as resources of the subtype's loader, once for each loader, and
 * never loaded. A supertype that gives no resource counts as not annotated.
 *
 * <p>For all threads; no lock is held while a class loader is asked.
 */
final class MonitoredMethods {

    private final PlatformPackages platform = new PlatformPackages();
    private final MetaAnnotations annotations = new MetaAnnotations(platform);
    private final PerLoader<Map<String, Inheritable>> inheritable = new PerLoader<>();
    private final WeaveReport report;

    MonitoredMethods(WeaveReport report) {
        this.report = report;
    }

    /**
     * What {@code @Monitored} says of the methods that a class declares, by name and descriptor. Bridges and other
     * methods that the compiler made are left out.
     *
     * @throws RuntimeException if a class file is malformed
     */
    Map<String, MonitoredValues> declaredBy(ClassSource source, String internalName, byte[] classFile) {
        ClassScan scan = new ClassScan(classFile);
        Map<String, Inheritable> inherited = inheritedBy(source, internalName, scan);
        if (inherited.isEmpty() && !annotations.mayFind(source, scan.annotationTypes())) {
            // Its subtypes need not read it once more.
            inheritable.of(source.loader()).putIfAbsent(internalName, Map.of());
            return Map.of();
        }
        ClassSummary type = SummaryReader.read(ClassFiles.reader(classFile));
        MonitoredValues whole = annotations.find(source, type.annotations());
        Map<String, MonitoredValues> declared = new HashMap<>();
        for (ClassSummary.Method method : type.methods()) {
            MonitoredValues values = method.isSynthetic() ? null : own(source, type, method, inherited);
            if (values == null && !method.isSynthetic()) {
                values = whole;
            }
            if (values != null) {
                declared.put(method.key(), values);
            }
        }
        return declared;
    }

    /** Whether a class that is loaded already may declare such methods; true if it gives no resource to tell from. */
    boolean mayBeDeclaredBy(@Nullable ClassLoader loader, String internalName) {
        if (isPlatform(loader, internalName)) {
            return false;
        }
        ClassSource source = new ClassSource(loader, null);
        byte[] classFile = source.read(internalName);
        return classFile == null || !declaredBy(source, internalName, classFile).isEmpty();
    }

    /** Whether the class is the JDK's, and so needs no look. */
    boolean isPlatform(@Nullable ClassLoader loader, String internalName) {
        return PlatformPackages.isPlatform(loader) && platform.contain(internalName);
    }

    private @Nullable MonitoredValues own(
            ClassSource source, ClassSummary type, ClassSummary.Method method, Map<String, Inheritable> inherited) {
        MonitoredValues own = annotations.find(source, method.annotations());
        if (own != null || inherited.isEmpty() || !method.isVirtual()) {
            return own;
        }
        Inheritable overridden = inherited.get(method.key());
        if (overridden != null && overridden.isVisibleIn(type.packageName())) {
            return overridden.values();
        }
        // Where generics changed the descriptor, a bridge overrides, and passes the call on to the method.
        for (Map.Entry<String, String> bridge : type.bridges().entrySet()) {
            Inheritable bridged = inherited.get(bridge.getKey());
            if (bridged != null && bridge.getValue().equals(method.key())) {
                return bridged.values();
            }
        }
        return null;
    }

    private Map<String, Inheritable> inheritedBy(ClassSource source, String subtype, ClassScan scan) {
        Map<String, Inheritable> inherited = Map.of();
        for (String supertype : scan.supertypes()) {
            Map<String, Inheritable> more = inheritableFrom(source, supertype, subtype);
            if (inherited.isEmpty()) {
                inherited = more;
            } else if (!more.isEmpty()) {
                Map<String, Inheritable> joined = new HashMap<>(more);
                joined.putAll(inherited);
                inherited = joined;
            }
        }
        return inherited;
    }

    private Map<String, Inheritable> inheritableFrom(ClassSource source, String type, String subtype) {
        ConcurrentMap<String, Map<String, Inheritable>> known = inheritable.of(source.loader());
        Map<String, Inheritable> found = known.get(type);
        if (found == null) {
            found = platform.contain(type) ? Map.of() : readInheritable(source, type, subtype);
            known.put(type, found);
        }
        return found;
    }

    private Map<String, Inheritable> readInheritable(ClassSource source, String type, String subtype) {
        byte[] classFile = source.read(type);
        if (classFile == null) {
            report.unresolved(type.replace('/', '.'), subtype.replace('/', '.'));
            return Map.of();
        }
        ClassScan scan = new ClassScan(classFile);
        Map<String, Inheritable> inherited = inheritedBy(source, type, scan);
        if (inherited.isEmpty() && !annotations.mayFind(source, scan.annotationTypes())) {
            return Map.of();
        }
        ClassSummary summary = SummaryReader.read(ClassFiles.reader(classFile));
        MonitoredValues whole = summary.isInterface() ? annotations.find(source, summary.annotations()) : null;
        Map<String, Inheritable> all = new HashMap<>(inherited);
        for (ClassSummary.Method method : summary.methods()) {
            if (!method.isVirtual() || method.isSynthetic()) {
                continue;
            }
            MonitoredValues values = own(source, summary, method, inherited);
            if (values == null) {
                values = whole;
            }
            if (values != null) {
                all.put(
                        method.key(),
                        new Inheritable(values, method.isPackagePrivate() ? summary.packageName() : null));
            }
        }
        return all.isEmpty() ? Map.of() : all;
    }

    /**
     * A monitored method that subtypes may override.
     *
     * @param onlyIn the package within which it can be overridden; null if anywhere
     */
    private record Inheritable(
            MonitoredValues values, @Nullable String onlyIn) {

        boolean isVisibleIn(String packageName) {
            return onlyIn == null || onlyIn.equals(packageName);
        }
    }
}
