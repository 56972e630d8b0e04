package io.gnomon.weave;

import io.gnomon.model.MethodReference;
import io.gnomon.model.OperationSpec;
import io.gnomon.rules.DurationText;
import io.gnomon.rules.LeftOut;
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
    private final RuleOutcomes outcomes;

    /** @param annotations whether to look for {@code @Monitored} */
    OperationChooser(List<Rule> rules, boolean annotations, TimingMode defaultMode, WeaveReport report) {
        this.rules = new RuleIndex(rules);
        this.monitored = annotations ? new MonitoredMethods(report) : null;
        this.defaultMode = defaultMode;
        this.report = report;
        this.outcomes = new RuleOutcomes(rules);
    }

    /** Whether a class can be passed over by its name, before anything of it is read. This is asked of every class. */
    boolean isIrrelevant(@Nullable ClassLoader loader, String internalName) {
        return (monitored == null || monitored.isPlatform(loader, internalName)) && !rules.concerns(internalName);
    }

    /** Whether a class that is loaded already may have operations; reads its resource if the rules do not tell. */
    boolean mayHaveOperations(@Nullable ClassLoader loader, String internalName) {
        RuleIndex.Match match = rules.match(internalName);
        if (!match.selecting().isEmpty() || (monitored != null && monitored.mayBeDeclaredBy(loader, internalName))) {
            return true;
        }
        outcomes.count(loader, internalName, ClassSelection.nothing(match), Map.of());
        return false;
    }

    /** The rules that a class's name concerns. */
    RuleIndex.Match match(String internalName) {
        return rules.match(internalName);
    }

    /** What comes of the rules. */
    RuleOutcomes outcomes() {
        return outcomes;
    }

    /**
     * Chooses the operations of a class. Where there are none the class file is only scanned.
     *
     * @throws RuntimeException if a class file is malformed
     */
    ClassSelection choose(ClassSource source, String internalName, byte[] classFile) {
        RuleIndex.Match match = rules.match(internalName);
        Map<String, MonitoredValues> annotated = annotated(source, internalName, classFile);
        if (match.selecting().isEmpty() && annotated.isEmpty()) {
            return ClassSelection.nothing(match);
        }
        ClassSummary type = SummaryReader.read(ClassFiles.reader(classFile));
        ClassSelection selection = new ClassSelection(match, type, new HashMap<>(), new HashMap<>(), new HashMap<>());
        for (ClassSummary.Method method : type.methods()) {
            if (method.isWeavable()) {
                choose(source, selection, type, method, annotated.get(method.key()));
            }
        }
        return selection;
    }

    private void choose(
            ClassSource source,
            ClassSelection selection,
            ClassSummary type,
            ClassSummary.Method method,
            @Nullable MonitoredValues values) {
        MethodReference reference = new MethodReference(type.className(), method.name(), method.descriptor());
        LeftOut kind = selection.match().selecting().isEmpty() ? null : kind(source, type, method);
        Rule rule = firstMatch(selection.match().selecting(), method, kind);
        if (rule != null) {
            selection.deciding().put(method.key(), rule);
            put(selection.operations(), method, byRule(rule, reference));
        } else if (values != null) {
            put(selection.operations(), method, byAnnotation(values, reference));
        } else if (kind != null && firstMatch(selection.match().selecting(), method, null) != null) {
            selection.leftOut().put(method.key(), kind);
        }
    }

    /** A generated class inherits annotations from the class that it stands before, and that one's methods are timed. */
    private Map<String, MonitoredValues> annotated(ClassSource source, String internalName, byte[] classFile) {
        if (monitored == null || monitored.isPlatform(source.loader(), internalName)) {
            return Map.of();
        }
        Map<String, MonitoredValues> annotated = monitored.declaredBy(source, internalName, classFile);
        return annotated.isEmpty() || LeftOut.ofClass(internalName) == null ? annotated : Map.of();
    }

    private static @Nullable LeftOut kind(ClassSource source, ClassSummary type, ClassSummary.Method method) {
        LeftOut kind = LeftOut.ofMethod(method.name(), method.descriptor(), method.access());
        return kind == null && method.key().equals("run()V") && ThreadTypes.contain(source, type.superclass())
                ? LeftOut.THREAD_LOOP
                : kind;
    }

    private static @Nullable Rule firstMatch(
            List<Rule> candidates, ClassSummary.Method method, @Nullable LeftOut kind) {
        for (Rule rule : candidates) {
            if (rule.matchesMethod(method.name(), method.descriptor(), method.access(), kind)) {
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
