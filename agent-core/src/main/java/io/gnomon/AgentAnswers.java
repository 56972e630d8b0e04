package io.gnomon;

import io.gnomon.pipeline.ApiAnswers;
import io.gnomon.pipeline.Pipeline;
import org.jspecify.annotations.Nullable;

final class AgentAnswers implements ApiAnswers {
    AgentAnswers(RunStore store) {}

    void flushThrough(Pipeline p) {}

    @Override
    public @Nullable Object answer(String question, @Nullable Object[] arguments) {
        return null;
    }
}
