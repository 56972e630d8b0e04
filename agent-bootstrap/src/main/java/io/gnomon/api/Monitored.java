package io.gnomon.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method, a constructor, or every method that a class declares an operation: each call of it is timed.
 *
 * <p>On an interface's or a superclass's method it holds for every implementation; on another annotation it holds for
 * everything that carries that annotation. The agent knows it by name alone, so an application may carry its own copy,
 * and without the agent it means nothing.
 *
 * <p>The nearest declaration wins: the method's own, then an overridden method's, then the class's. Values left out are
 * taken from the configuration.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.CONSTRUCTOR, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface Monitored {

    /**
     * The operation's name, or a template of it: <code>{class}</code>, <code>{simple-class}</code>,
     * <code>{package}</code>, <code>{method}</code> and <code>{parameters}</code> stand for the method's own. Empty:
     * <code>{class}.{method}</code>. Methods with one name share one operation.
     */
    String value() default "";

    /** The same as {@link #value()}, for use beside other members. */
    String name() default "";

    /** From which duration on a call is slow, such as {@code "250ms"} or {@code "2s"}. Empty: as configured. */
    String slowThreshold() default "";

    /** A word to group operations by, such as {@code "database"}. */
    String category() default "";

    /** How calls are timed. */
    Mode mode() default Mode.DEFAULT;

    /** How calls of an operation are timed. */
    enum Mode {
        /**
         * As configured: each call, unless calls are so frequent and so short that timing them would exceed the overhead
         * budget. Of such an operation only some calls are timed; the others are counted, and slow and failed ones are
         * recorded all the same.
         */
        DEFAULT,
        /** Each call by the precise clock, whatever it costs. */
        EXACT,
        /** Not at all: takes a method out of a class or interface that is monitored as a whole. */
        OFF
    }
}
