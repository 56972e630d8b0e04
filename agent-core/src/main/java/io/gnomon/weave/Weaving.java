package io.gnomon.weave;

import io.gnomon.model.OperationRegistry;
import io.gnomon.model.OperationSpec;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the JVM calls for each class that it loads or transforms again. Runs on application threads: it never throws,
 * and what it does there is not recorded.
 */
final class Weaving implements ClassFileTransformer {

    /** Replaced when the rules are. */
    private volatile OperationChooser chooser;

    private final OperationRegistry registry;
    private final WeaveReport report;
    private final @Nullable ClassLoader ownLoader = Weaving.class.getClassLoader();

    /** The names of the classes woven, so that one transformed again is not counted again. */
    private final PerLoader<Integer> woven = new PerLoader<>();

    Weaving(OperationChooser chooser, OperationRegistry registry, WeaveReport report) {
        this.chooser = chooser;
        this.registry = registry;
        this.report = report;
    }

    /** Has what is transformed from now on chosen by other rules. */
    void chooseBy(OperationChooser newChooser) {
        chooser = newChooser;
    }

    /** What comes of the rules that hold now. */
    RuleOutcomes outcomes() {
        return chooser.outcomes();
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String internalName,
            @Nullable Class<?> transformedAgain,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        if (internalName == null) {
            return null;
        }
        int running = GnomonRecorder.pause();
        OperationChooser current = chooser;
        try {
            byte[] result = isIrrelevant(current, loader, internalName)
                    ? null
                    : weave(current, new ClassSource(loader, domain), internalName, classFile);
            if (result == null && transformedAgain != null) {
                report.unwoven(woven.of(loader).remove(internalName.replace('/', '.')));
            }
            return result;
        } catch (Throwable failure) {
            return leftAlone(current, loader, internalName, failure);
        } finally {
            GnomonRecorder.resume(running);
        }
    }

    /** Whether a loaded class may have to be transformed again to be woven. */
    boolean mayConcern(@Nullable ClassLoader loader, String className) {
        String internalName = className.replace('.', '/');
        OperationChooser current = chooser;
        return !isIrrelevant(current, loader, internalName) && current.mayHaveOperations(loader, internalName);
    }

    /** Whether a class was woven. */
    boolean hasWoven(@Nullable ClassLoader loader, String className) {
        return woven.of(loader).containsKey(className);
    }

    private boolean isIrrelevant(OperationChooser current, @Nullable ClassLoader loader, String internalName) {
        if ((loader != null && loader == ownLoader) || current.isIrrelevant(loader, internalName)) {
            return true;
        }
        String excluded = Exclusions.reason(internalName);
        if (excluded != null) {
            current.outcomes().countExcluded(loader, internalName, current.match(internalName), excluded);
        }
        return excluded != null;
    }

    private byte @Nullable [] weave(OperationChooser current, ClassSource source, String internalName, byte[] classFile)
            throws ClassNotFoundException {
        ClassSelection selection = current.choose(source, internalName, classFile);
        Map<String, OperationSpec> chosen = selection.operations();
        if (chosen.isEmpty()) {
            current.outcomes().count(source.loader(), internalName, selection, Map.of());
            return null;
        }
        String className = internalName.replace('/', '.');
        int version = ClassFiles.version(classFile);
        if (!ClassFiles.isWeavable(version)) {
            String reason = "its class file version " + version + " is older than Java 5's";
            report.classLeftAlone(className, reason, null);
            current.outcomes().countLeftAlone(source.loader(), internalName, selection.match(), reason);
            return null;
        }
        linkRecorder(source.loader());
        ClassWeaver weaver = new ClassWeaver(classFile, register(chosen));
        byte[] result = weaver.weave();
        count(source.loader(), className, chosen.size(), weaver.leftAlone());
        current.outcomes().count(source.loader(), internalName, selection, weaver.leftAlone());
        return result;
    }

    /**
     * Has a class loader find now what the code woven into its classes refers to; afterwards the JVM knows it and does not ask
     * again. A virtual thread that had to ask, and to wait for others that do, would keep its carrier. And where a loader
     * does not find it, woven code could not run.
     */
    private void linkRecorder(@Nullable ClassLoader loader) throws ClassNotFoundException {
        if (loader != null && woven.of(loader).isEmpty()) {
            Class.forName(GnomonRecorder.class.getName(), false, loader);
            Class.forName(GnomonCall.class.getName(), false, loader);
        }
    }

    private Map<String, Integer> register(Map<String, OperationSpec> chosen) {
        Map<String, Integer> ids = new HashMap<>();
        for (Map.Entry<String, OperationSpec> method : chosen.entrySet()) {
            ids.put(method.getKey(), registry.register(method.getValue()).id());
        }
        return ids;
    }

    private void count(@Nullable ClassLoader loader, String className, int chosen, Map<String, String> leftAlone) {
        int methods = chosen - leftAlone.size();
        Integer before = woven.of(loader).put(className, methods);
        if (before != null) {
            report.wovenAgain(before, methods);
            return;
        }
        for (Map.Entry<String, String> method : leftAlone.entrySet()) {
            report.methodLeftAlone(className, method.getKey(), method.getValue());
        }
        if (methods > 0) {
            report.woven(methods);
        }
    }

    private byte @Nullable [] leftAlone(
            OperationChooser current, @Nullable ClassLoader loader, String internalName, Throwable failure) {
        try {
            String reason = "it could not be woven";
            report.classLeftAlone(internalName.replace('/', '.'), reason, failure);
            current.outcomes().countLeftAlone(loader, internalName, current.match(internalName), reason);
        } catch (Throwable outOfMemoryOrStack) {
            // The JVM swallows what a transformer throws; the class is left alone either way.
        }
        return null;
    }
}
