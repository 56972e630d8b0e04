package io.gnomon.weave;

import io.gnomon.model.MethodReference;
import io.gnomon.model.OperationSpec;
import io.gnomon.rules.DurationText;
import io.gnomon.rules.OperationTemplate;
import io.gnomon.rules.Rule;
import io.gnomon.rules.TimingMode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides which methods of a class become operations. The first rule that matches class and method decides; where none
 * does, {@code @Monitored}.
 *
 * <p>For all threads.
 */
final class OperationChooser {

    private final RuleIndex rules;
    private final @Nullable MonitoredMethods monitored;
    private final TimingMode defaultMode;
    private final WeaveReport report;

    /** @param annotations whether to look for {@code @Monitored} */
    OperationChooser(List<Rule> rules, boolean annotations, TimingMode defaultMode, WeaveReport report) {
        this.rules = new RuleIndex(rules);
        this.monitored = annotations ? new MonitoredMethods(report) : null;
        this.defaultMode = defaultMode;
        this.report = report;
    }

    /** Whether a class can be passed over by its name, before anything of it is read. This is asked of every class. */
    boolean isIrrelevant(@Nullable ClassLoader loader, String internalName) {
        return (monitored == null || monitored.isPlatform(loader, internalName)) && !rules.selects(internalName);
    }

    /** Whether a class that is loaded already may have operations; reads its resource if the rules do not tell. */
    boolean mayHaveOperations(@Nullable ClassLoader loader, String internalName) {
        return rules.selects(internalName) || (monitored != null && monitored.mayBeDeclaredBy(loader, internalName));
    }

    /**
     * The operations of a class by its methods' names and descriptors. Where there are none the class file is only
     * scanned.
     *
     * @throws RuntimeException if a class file is malformed
     */
    Map<String, OperationSpec> choose(ClassSource source, String internalName, byte[] classFile) {
        List<Rule> candidates = rules.rulesFor(internalName);
        Map<String, MonitoredValues> annotated = Map.of();
        if (monitored != null && !monitored.isPlatform(source.loader(), internalName)) {
            annotated = monitored.declaredBy(source, internalName, classFile);
        }
        if (candidates.isEmpty() && annotated.isEmpty()) {
            return Map.of();
        }
        String className = internalName.replace('/', '.');
        Map<String, OperationSpec> chosen = new HashMap<>();
        for (ClassSummary.Method method :
                SummaryReader.read(ClassFiles.reader(classFile)).methods()) {
            if (!method.isWeavable()) {
                continue;
            }
            MethodReference reference = new MethodReference(className, method.name(), method.descriptor());
            Rule rule = firstMatch(candidates, method);
            MonitoredValues values = annotated.get(method.key());
            if (rule != null) {
                report.matched(rule);
                put(chosen, method, byRule(rule, reference));
            } else if (values != null) {
                put(chosen, method, byAnnotation(values, reference));
            }
        }
        return chosen;
    }

    private static @Nullable Rule firstMatch(List<Rule> candidates, ClassSummary.Method method) {
        for (Rule rule : candidates) {
            if (rule.matchesMethod(method.name(), method.descriptor(), method.access())) {
                return rule;
            }
        }
        return null;
    }

    private static void put(Map<String, OperationSpec> chosen, ClassSummary.Method method, OperationSpec spec) {
        if (spec.mode() != TimingMode.OFF) {
            chosen.put(method.key(), spec);
        }
    }

    private OperationSpec byRule(Rule rule, MethodReference method) {
        return new OperationSpec(
                name(rule.operation(), method),
                method,
                rule.source().toString(),
                rule.category(),
                rule.slowThreshold(),
                mode(rule.mode()));
    }

    private OperationSpec byAnnotation(MonitoredValues values, MethodReference method) {
        return new OperationSpec(
                name(template(values, method), method),
                method,
                "@Monitored",
                values.category(),
                slowThreshold(values, method),
                mode(values.mode()));
    }

    private static String name(OperationTemplate template, MethodReference method) {
        return template.name(method.className(), method.methodName(), method.descriptor());
    }

    private TimingMode mode(TimingMode declared) {
        return declared == TimingMode.DEFAULT ? defaultMode : declared;
    }

    private OperationTemplate template(MonitoredValues values, MethodReference method) {
        if (values.name().isBlank()) {
            return OperationTemplate.DEFAULT;
        }
        try {
            return OperationTemplate.parse(values.name());
        } catch (IllegalArgumentException mistake) {
            report(method, mistake, "the operation is named " + OperationTemplate.DEFAULT);
            return OperationTemplate.DEFAULT;
        }
    }

    private @Nullable Duration slowThreshold(MonitoredValues values, MethodReference method) {
        if (values.slowThreshold().isBlank()) {
            return null;
        }
        try {
            return DurationText.parse(values.slowThreshold());
        } catch (IllegalArgumentException mistake) {
            report(method, mistake, "the configured slow threshold holds");
            return null;
        }
    }

    private void report(MethodReference method, IllegalArgumentException mistake, String consequence) {
        String what = String.valueOf(mistake.getMessage());
        report.mistake(
                what,
                "@Monitored of " + method.className() + "." + method.methodName() + ": " + what + "; " + consequence);
    }
}
