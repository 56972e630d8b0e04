package io.gnomon.rules;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A declaration of which methods become operations.
 *
 * @param classes the classes whose own methods are meant
 * @param methods at least one; any of them selects a method
 * @param operation gives each selected method its operation's name
 * @param slowThreshold from this duration on a call is slow; null: as configured
 * @param category empty if none
 * @param mode how calls are timed; {@link TimingMode#OFF} takes methods out
 * @param source where the rule was declared
 */
public record Rule(
        ClassPattern classes,
        List<MethodPattern> methods,
        OperationTemplate operation,
        @Nullable Duration slowThreshold,
        String category,
        TimingMode mode,
        RuleSource source) {

    public Rule {
        methods = List.copyOf(methods);
        if (methods.isEmpty()) {
            throw new IllegalArgumentException("a rule needs a method");
        }
    }

    /**
     * Whether the rule selects a class of this name, as in class files, or takes it out.
     *
     * @param kind the class's kind; null if globs do not leave it out
     */
    public boolean matchesClass(String internalName, @Nullable LeftOut kind) {
        return classes.covers(internalName) && (takesOut() || classes.means(kind));
    }

    /**
     * Whether the rule selects this method of a class that it selects, or takes it out.
     *
     * @param name {@code <init>} for a constructor
     * @param descriptor such as {@code (Ljava/lang/String;I)V}
     * @param accessFlags as in the class file
     * @param kind the method's kind; null if globs do not leave it out
     */
    public boolean matchesMethod(String name, String descriptor, int accessFlags, @Nullable LeftOut kind) {
        for (MethodPattern method : methods) {
            if (method.covers(name, descriptor, accessFlags) && (takesOut() || method.means(name, kind))) {
                return true;
            }
        }
        return false;
    }

    /** Whether it takes methods out. Then it means all that its globs cover: nobody misses what is left out anyway. */
    public boolean takesOut() {
        return mode == TimingMode.OFF;
    }
}
