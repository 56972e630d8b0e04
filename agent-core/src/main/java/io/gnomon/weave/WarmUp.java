package io.gnomon.weave;

import io.gnomon.api.Monitored;
import io.gnomon.log.AgentLog;
import io.gnomon.model.Operation;
import io.gnomon.model.OperationSpec;
import io.gnomon.rules.ClassPattern;
import io.gnomon.rules.MethodPattern;
import io.gnomon.rules.OperationTemplate;
import io.gnomon.rules.Rule;
import io.gnomon.rules.RuleSource;
import io.gnomon.rules.TimingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Weaves a small class in memory, so that the weaver's own classes, and those of the JDK that it uses, are loaded before
 * the JVM first calls it. Loaded then, in the middle of another class's loading, they could need the very class that is
 * being loaded, and that fails with a ClassCircularityError.
 */
final class WarmUp {

    private WarmUp() {}

    /**
     * Does so. A failure is reported; the classes woven later are then left alone in their turn.
     *
     * @param weaving not asked to weave anything: no operation is registered
     */
    static void run(Weaving weaving, WeaveReport report) {
        String name = Sample.class.getName();
        String internalName = name.replace('.', '/');
        try {
            ClassLoader loader = WarmUp.class.getClassLoader();
            byte[] classFile = ClassFiles.read(loader, internalName);
            if (classFile == null) {
                throw new IllegalStateException("the agent's jar lacks " + name);
            }
            weave(new ClassSource(loader, WarmUp.class.getProtectionDomain()), name, classFile);
            weaving.transform(loader, internalName, null, null, classFile);
            weaving.hasWoven(loader, name);
            // Loaded by its mention, as the first registration will need it.
            Objects.requireNonNull(Operation.class);
        } catch (RuntimeException | LinkageError failure) {
            report.mistake(
                    "warm-up",
                    "the weaver failed at a trial, and may leave the program's classes as they are: " + failure);
        }
    }

    private static void weave(ClassSource source, String name, byte[] classFile) {
        WeaveReport silent = new WeaveReport(new Silence());
        Rule rule = new Rule(
                ClassPattern.parse(name),
                List.of(MethodPattern.parse("absent(String, int)"), MethodPattern.parse("new")),
                OperationTemplate.parse("{simple-class}.{method}({parameters})"),
                null,
                "",
                TimingMode.DEFAULT,
                new RuleSource("warm-up", 1));
        OperationChooser chooser = new OperationChooser(List.of(rule), true, TimingMode.DEFAULT, silent);
        Map<String, Integer> ids = new HashMap<>();
        ClassSelection selection = chooser.choose(source, name.replace('.', '/'), classFile);
        for (OperationSpec operation : selection.operations().values()) {
            if (operation.method() != null) {
                ids.put(
                        operation
                                .method()
                                .methodName()
                                .concat(operation.method().descriptor()),
                        ids.size() + 1);
            }
        }
        byte[] woven = new ClassWeaver(classFile, ids).weave();
        if (ids.size() != 3 || woven == null) {
            throw new IllegalStateException("of 3 methods only " + ids.keySet() + " would be woven");
        }
        chooser.outcomes().count(null, name.replace('.', '/'), selection, Map.of("new", ""));
        silent.woven(ids.size());
        silent.mistake(name, name);
    }

    /** Supertype, to be found as a resource. */
    @SuppressWarnings("unused")
    abstract static class Base {
        @Monitored(slowThreshold = "1s", mode = Monitored.Mode.EXACT)
        abstract void inherited(List<String> texts);
    }

    /** Something of everything: it is never run. */
    @SuppressWarnings("unused")
    static class Sample extends Base {
        @Override
        void inherited(List<String> texts) {
            for (String text : texts) {
                if (text.isEmpty()) {
                    return;
                }
            }
        }

        @Monitored("{class}")
        long own(long value) {
            try {
                return Math.addExact(value, value);
            } catch (ArithmeticException overflow) {
                return Long.MAX_VALUE;
            }
        }
    }

    private static final class Silence implements AgentLog {
        @Override
        public void info(String message) {}

        @Override
        public void warn(String message, @Nullable Throwable cause) {}
    }
}
