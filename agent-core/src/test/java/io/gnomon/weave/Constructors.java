package io.gnomon.weave;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** Constructors to be woven, and entries that the test calls. They are odd on purpose, hence the warnings suppressed. */
@SuppressWarnings({"unused", "NullAway", "UnnecessaryStringBuilder"})
class Constructors {

    final String text;

    private Constructors(String text) {
        this.text = text;
    }

    static String plain() {
        return new Constructors("plain").text;
    }

    static String implicit() {
        return new Derived().text;
    }

    static String chained() {
        return new Derived(7).text;
    }

    static String ofTheSameTypeInTheArguments() {
        return new Derived(new Derived(new Derived(3))).text;
    }

    static String branchInTheArguments() {
        return new Branching(true, 1).text + new Branching(false, 2).text;
    }

    static String loopAfterwards() {
        return new Looping(4).text;
    }

    static String lambdaInTheArguments() {
        return new Lazy(() -> "lazy").text;
    }

    static boolean superFails() {
        try {
            return new FailingSuper().text.isEmpty();
        } catch (IllegalStateException expected) {
            return true;
        }
    }

    static boolean argumentsFail() {
        try {
            return new Requiring(null).text.isEmpty();
        } catch (NullPointerException expected) {
            return true;
        }
    }

    static boolean bodyFails() {
        try {
            return new FailingBody().text.isEmpty();
        } catch (IllegalStateException expected) {
            return true;
        }
    }

    static String enums() {
        return Color.RED.label + Color.valueOf("BLUE").label;
    }

    static String records() {
        return new Point(1, 2).toString();
    }

    static String inner() {
        return new Constructors("outer").new Inner().name();
    }

    private class Inner {
        String name() {
            return "inner of " + text;
        }
    }

    static class Derived extends Constructors {
        Derived() {
            super("derived");
        }

        Derived(int number) {
            this(new Derived("number " + number));
        }

        Derived(Derived other) {
            super("copy of " + other.text);
        }

        Derived(String text) {
            super(text);
        }
    }

    static class Branching extends Constructors {
        Branching(boolean which, int number) {
            super(
                    which
                            ? new Derived(number).text
                            : number > 1 ? new StringBuilder("b").append(number).toString() : "c");
            if (number > 100) {
                return;
            }
            Objects.requireNonNull(text);
        }
    }

    static class Looping extends Constructors {
        private final List<Integer> numbers = new ArrayList<>();

        Looping(int count) {
            super("looping");
            for (int i = 0; i < count; i++) {
                try {
                    numbers.add(i);
                } finally {
                    Objects.requireNonNull(numbers);
                }
            }
        }
    }

    static class Lazy extends Constructors {
        Lazy(Supplier<String> supplier) {
            super(supplier.get());
        }
    }

    static class Failing extends Constructors {
        Failing(boolean fail) {
            super("failing");
            if (fail) {
                throw new IllegalStateException("failing");
            }
        }
    }

    static class FailingSuper extends Failing {
        FailingSuper() {
            super(true);
        }
    }

    static class Requiring extends Constructors {
        Requiring(String required) {
            super(Objects.requireNonNull(required));
        }
    }

    static class FailingBody extends Failing {
        FailingBody() {
            super(false);
            throw new IllegalStateException("failing");
        }
    }

    enum Color {
        RED("r"),
        BLUE("b");

        final String label;

        Color(String label) {
            this.label = label;
        }
    }

    record Point(int x, int y) {
        Point {
            if (x < 0) {
                throw new IllegalStateException("failing");
            }
        }
    }
}
