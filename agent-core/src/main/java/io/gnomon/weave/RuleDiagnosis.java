package io.gnomon.weave;

import io.gnomon.rules.MethodPattern;
import io.gnomon.rules.Rule;
import io.gnomon.rules.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out why a rule selects nothing, from what it met and from the classes that are loaded. The likeliest reason is
 * given, not all.
 */
final class RuleDiagnosis {

    private static final int SHOWN = 3;

    private final Collection<Class<?>> loaded;
    private @Nullable ClassHint hint;

    /** @param loaded the classes of the JVM */
    RuleDiagnosis(Collection<Class<?>> loaded) {
        this.loaded = loaded;
    }

    /** The finding about a rule; {@link RuleFinding#NONE} if every part of it selects something. */
    RuleFinding of(RuleTally tally) {
        RuleMisses misses = tally.misses();
        if (!tally.selectsNothing()) {
            return misses.unmatched().isEmpty() || !tally.rule().classes().isExact()
                    ? RuleFinding.NONE
                    : RuleFinding.mistake(noSuchMethod(misses));
        }
        if (misses.looked() > 0 || !misses.leftAlone().isEmpty()) {
            return ofMethods(tally.rule(), misses);
        }
        if (!misses.classesLeftOut().isEmpty()) {
            Map.Entry<String, String> first = first(misses.classesLeftOut());
            return RuleFinding.fact(first.getKey() + " is left out, because " + first.getValue());
        }
        if (hint == null) {
            hint = new ClassHint(loaded);
        }
        return hint.forMissing(tally.rule().classes());
    }

    private RuleFinding ofMethods(Rule rule, RuleMisses misses) {
        if (!misses.leftAlone().isEmpty()) {
            Map.Entry<String, String> first = first(misses.leftAlone());
            return RuleFinding.fact(first.getKey() + " is left alone, because " + first.getValue());
        }
        if (!misses.taken().isEmpty()) {
            Map.Entry<String, Rule> first = first(misses.taken());
            return RuleFinding.mistake("an earlier rule, " + first.getValue().source() + ", applies to "
                    + first.getKey() + (misses.taken().size() > 1 ? " and others" : ""));
        }
        if (!misses.bodiless().isEmpty()) {
            return ofBodiless(rule, first(misses.bodiless()));
        }
        if (!misses.leftOut().isEmpty()) {
            String method = misses.leftOut().keySet().iterator().next();
            return RuleFinding.fact("globs leave out " + method + ", because "
                    + first(misses.leftOut()).getValue().reason() + "; give its full name to select it");
        }
        return RuleFinding.mistake(noSuchMethod(misses) + inherited(rule, misses));
    }

    private RuleFinding ofBodiless(Rule rule, Map.Entry<String, Boolean> method) {
        String className = method.getKey().substring(0, method.getKey().lastIndexOf('.'));
        List<String> having = new Implementors(loaded).of(className, rule);
        String found =
                having.isEmpty() ? "no loaded class has its code" : "the code is in " + String.join(", ", having);
        return RuleFinding.mistake(method.getKey() + " has no code"
                + (method.getValue() ? ", " + className + " is an interface" : "") + "; " + found);
    }

    private String noSuchMethod(RuleMisses misses) {
        String where = misses.looked() == 1
                ? misses.lookedAt().get(0) + " has"
                : "of " + misses.looked() + " classes, such as "
                        + misses.lookedAt().get(0) + ", none has";
        List<String> sentences = new ArrayList<>();
        for (MethodPattern pattern : misses.unmatched()) {
            sentences.add(where + " no method " + pattern.text() + but(pattern, misses));
        }
        return String.join("; ", sentences.subList(0, Math.min(SHOWN, sentences.size())))
                .replace("none has no method", "none has a method");
    }

    private static String but(MethodPattern pattern, RuleMisses misses) {
        List<String> others = new ArrayList<>();
        for (String signature : misses.otherParameters()) {
            String method = signature.substring(
                    signature.substring(0, signature.indexOf('(')).lastIndexOf('.') + 1);
            if (method.startsWith(pattern.name() + "(") && !others.contains(method)) {
                others.add(method);
            }
        }
        if (!others.isEmpty()) {
            return ", but " + String.join(", ", others);
        }
        return pattern.isExact() ? Suggestion.hint(pattern.name(), misses.names()) : "";
    }

    private String inherited(Rule rule, RuleMisses misses) {
        Set<String> classes = Set.copyOf(misses.lookedAt());
        String superclass = new Implementors(loaded).superclassThatHas(classes, rule);
        return superclass.isEmpty() ? "" : "; its superclass " + superclass + " has it";
    }

    private static <V> Map.Entry<String, V> first(Map<String, V> notes) {
        return notes.entrySet().iterator().next();
    }
}
