package io.gnomon.benchmarks.subject;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** The classes with many methods that are made up for a measurement, each of which calls the method whose number it takes. */
final class Work {

    private Work() {}

    /** One object each of so many classes, whose names are the same but for a number at their end. */
    static List<IntConsumer> load(String beginningOfNames, int classes) throws ReflectiveOperationException {
        List<IntConsumer> work = new ArrayList<>();
        for (int number = 0; number < classes; number++) {
            work.add(Class.forName(beginningOfNames + number)
                    .asSubclass(IntConsumer.class)
                    .getConstructor()
                    .newInstance());
        }
        return work;
    }
}
