package io.gnomon.benchmarks.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CompilationLogTest {

    private static final CompilationLog LOG = new CompilationLog(
            List.of(
                    "[0.171s][debug][jit,compilation]  483       3       app.Shop::sell (1 bytes)",
                    "[0.356s][info ][jit,compilation] 1323  %    4       app.Shop::sell @ 5 (10 bytes)",
                    "[0.356s][info ][jit,compilation] 1323       3       app.Shop::sellAll (20 bytes)",
                    "[0.357s][info ][jit,compilation]  483       3       app.Shop::sell (10 bytes)   made not entrant: not used"));

    @Test
    void theSizeIsTheOneCompiledLast() {
        assertThat(LOG.bytecodes("app.Shop", "sell")).hasValue(10);
    }

    @Test
    void aMethodNeverCompiledHasNoKnownSize() {
        assertThat(LOG.bytecodes("app.Shop", "buy")).isEmpty();
    }
}
