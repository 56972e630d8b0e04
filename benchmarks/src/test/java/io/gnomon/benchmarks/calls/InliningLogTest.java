package io.gnomon.benchmarks.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class InliningLogTest {

    private static final InliningLog LOG = new InliningLog("""
            233  829       3       app.Loop::call (18 bytes)
                              @ 8   app.Shop::sell (10 bytes)   inline
                                @ 1   rec.Recorder::enter (74 bytes)   callee is too large
            261  900       4       app.Loop::call (18 bytes)
            265  829       3       app.Loop::call (18 bytes)   made not entrant: not used
                              @ 3   app.Loop::other (4 bytes)   inline (hot)
                              @ 8   app.Shop::sell (10 bytes)   inline (hot)
                                @ 1   rec.Recorder::enter (74 bytes)   inline (hot)
                                  @ 3   java.lang.ThreadLocal::get (8 bytes)   (intrinsic)
               !                @ 6   rec.Recorder::exit (14 bytes)   inline (hot)
                              @ 12   app.Loop::last (4 bytes)   inline (hot)
            266  782       4       app.Shop::close (9 bytes)
            """.lines().toList());

    @Test
    void whatTheOptimisingCompilerInlinedIsShownWithAllBelow() {
        assertThat(LOG.lastInlined("app.Shop::sell"))
                .containsExactly(
                        "@ 8   app.Shop::sell (10 bytes)   inline (hot)",
                        "  @ 1   rec.Recorder::enter (74 bytes)   inline (hot)",
                        "    @ 3   java.lang.ThreadLocal::get (8 bytes)   (intrinsic)",
                        "  @ 6   rec.Recorder::exit (14 bytes)   inline (hot)");
    }

    @Test
    void whatWasOnlyCompiledByItselfIsNotShown() {
        assertThatIllegalStateException()
                .isThrownBy(() -> LOG.lastInlined("app.Shop::close"))
                .withMessageContaining("app.Shop::close");
    }
}
