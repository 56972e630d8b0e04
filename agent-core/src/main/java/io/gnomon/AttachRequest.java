package io.gnomon;

import io.gnomon.config.AgentOptions;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the agent is asked to do: by its options, and by what the command {@code attach} adds to them.
 *
 * @param detach whether to end, instead of to begin
 * @param answer where to say what came of it; null: nobody waits for that
 * @param options the agent's options without those two
 * @param keys the options' keys
 */
record AttachRequest(boolean detach, @Nullable Path answer, String options, Set<String> keys) {

    private static final String DETACH = "detach";

    /** Takes the request apart. Options that are malformed are left to the configuration, which says what is wrong with them. */
    static AttachRequest parse(String text) {
        List<AgentOptions.Option> all;
        try {
            all = AgentOptions.parse(text);
        } catch (IllegalArgumentException malformed) {
            return new AttachRequest(false, null, text, Set.of());
        }
        boolean detach = false;
        Path answer = null;
        List<AgentOptions.Option> options = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (AgentOptions.Option option : all) {
            if (option.key().equals(DETACH)) {
                detach = option.value().equals("true");
            } else if (option.key().equals(AgentOptions.ANSWER)) {
                answer = path(option.value());
            } else {
                options.add(option);
                keys.add(option.key());
            }
        }
        return new AttachRequest(detach, answer, AgentOptions.text(options), Set.copyOf(keys));
    }

    /** Null if this JVM's locale knows no such path: what was asked for is done then, and the command says that it hears nothing. */
    private static @Nullable Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException unknown) {
            return null;
        }
    }
}
