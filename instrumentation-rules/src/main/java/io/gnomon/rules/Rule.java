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
     * Whether the rule selects this method of a class that {@link #classes} matches.
     *
     * @param name {@code <init>} for a constructor
     * @param descriptor such as {@code (Ljava/lang/String;I)V}
     * @param accessFlags as in the class file
     */
    public boolean matchesMethod(String name, String descriptor, int accessFlags) {
        for (MethodPattern method : methods) {
            if (method.matches(name, descriptor, accessFlags)) {
                return true;
            }
        }
        return false;
    }
}
