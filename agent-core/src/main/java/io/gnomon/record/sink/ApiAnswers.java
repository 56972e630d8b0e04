package io.gnomon.record.sink;

import org.jspecify.annotations.Nullable;

/** Answers what the application asks through the API; on the application's thread. */
@FunctionalInterface
public interface ApiAnswers {

    /** An answer of JDK types, or null if there is none. */
    @Nullable
    Object answer(String question, @Nullable Object[] arguments);
}
