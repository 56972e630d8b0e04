package io.gnomon.benchmarks.measure;

import io.gnomon.benchmarks.measure.JarOfSources.Source;
import io.gnomon.benchmarks.subject.MixedTrees;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Sources of classes with as many methods as a measurement needs; {@code rules/methods.yaml} selects each of them. Class
 * {@code Work7} calls its method {@code m3} when it is applied to 3.
 */
public final class ManyMethods {

    public static final String PACKAGE = "com.example.work";
    public static final int METHODS_IN_CLASS = 100;

    private ManyMethods() {}

    /** Methods that do next to nothing. */
    public static List<Source> sources(int classes) {
        return sources(classes, method -> "done++;");
    }

    /** Methods that each call others, as {@link MixedTrees} decides. */
    public static List<Source> inTrees(int classes) {
        return sources(classes, method -> MixedTrees.class.getName() + ".callees(" + method + ");");
    }

    private static List<Source> sources(int classes, IntFunction<String> body) {
        List<Source> sources = new ArrayList<>();
        for (int number = 0; number < classes; number++) {
            sources.add(new Source(PACKAGE + ".Work" + number, text(number, body)));
        }
        return sources;
    }

    private static String text(int number, IntFunction<String> body) {
        StringBuilder cases = new StringBuilder();
        StringBuilder methods = new StringBuilder();
        for (int method = 0; method < METHODS_IN_CLASS; method++) {
            cases.append("case %1$d: m%1$d(); break;%n".formatted(method));
            String text = body.apply(number * METHODS_IN_CLASS + method);
            methods.append("private void m%d() { %s }%n".formatted(method, text));
        }
        return """
                package %s;
                public final class Work%d implements java.util.function.IntConsumer {
                    private long done;
                    @Override
                    public void accept(int method) {
                        switch (method) {
                %s
                        default: throw new IllegalArgumentException("no method m" + method);
                        }
                    }
                %s
                }
                """.formatted(PACKAGE, number, cases, methods);
    }
}
