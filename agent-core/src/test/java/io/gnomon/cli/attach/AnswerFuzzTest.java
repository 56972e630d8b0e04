package io.gnomon.cli.attach;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.cli.input.CommandFailure;
import io.gnomon.cli.input.ExitCode;
import io.gnomon.fuzz.Fuzzing;
import io.gnomon.fuzz.Mutator;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswerFuzzTest {

    private static final byte[] ANSWER =
            Mutator.utf8("1\nmonitoring 5 methods of 3 classes\nrules.yaml:3:1: unknown key 'clas'\n");

    @Test
    void anAnswerIsUnderstoodOrNot() throws Exception {
        Fuzzing.run(40_000, mutator -> {
            try {
                Optional<Answer> answer = Answer.parse(mutator.bytes(ANSWER));
                answer.ifPresent(given -> assertThat(given.exitCode()).isBetween(0, 255));
            } catch (CommandFailure mistake) {
                assertThat(mistake.exitCode()).isEqualTo(ExitCode.FAILED);
                assertThat(mistake.getMessage()).contains("answer");
            }
        });
    }
}
