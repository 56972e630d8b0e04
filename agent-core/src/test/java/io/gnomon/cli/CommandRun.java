package io.gnomon.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.gnomon.cli.text.Output;
import io.gnomon.cli.text.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A command that ran: its exit code and what it printed. */
public record CommandRun(int exitCode, String out, String err) {

    public static CommandRun of(Object... arguments) {
        return run("", Terminal.UNLIMITED, StandardCharsets.UTF_8, arguments);
    }

    static CommandRun narrow(int width, Object... arguments) {
        return run("", width, StandardCharsets.UTF_8, arguments);
    }

    static CommandRun ascii(Object... arguments) {
        return run("", Terminal.UNLIMITED, StandardCharsets.US_ASCII, arguments);
    }

    static CommandRun withInput(String input, Object... arguments) {
        return run(input, Terminal.UNLIMITED, StandardCharsets.UTF_8, arguments);
    }

    /** With a standard output that takes nothing. */
    static CommandRun withOutput(OutputStream out, Object... arguments) {
        return run("", out, Terminal.UNLIMITED, StandardCharsets.UTF_8, arguments);
    }

    private static CommandRun run(String input, int width, Charset charset, Object... arguments) {
        return run(input, new ByteArrayOutputStream(), width, charset, arguments);
    }

    private static CommandRun run(String input, OutputStream out, int width, Charset charset, Object... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        Terminal terminal = new Terminal(
                in,
                new Output(out, true, charset),
                new PrintStream(err, true, charset),
                width,
                charset.equals(StandardCharsets.UTF_8),
                false,
                ZoneOffset.UTC);
        String[] texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = arguments[i].toString();
        }
        int exitCode = GnomonCommand.run(terminal, texts);
        String printed = out instanceof ByteArrayOutputStream bytes ? bytes.toString(charset) : "";
        return new CommandRun(exitCode, printed, err.toString(charset));
    }

    List<String> lines() {
        return out.lines().toList();
    }

    /** The one line that holds {@code part}. */
    String line(String part) {
        List<String> found = out.lines().filter(line -> line.contains(part)).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " lines hold '" + part + "' in\n" + out);
        }
        return found.get(0);
    }

    /** The cells of the one row that holds {@code part}. */
    List<String> cells(String part) {
        return List.of(line(part).split(" {2,}", -1));
    }

    /** The document on standard output; fails if there is anything else. */
    @SuppressWarnings("unchecked")
    Map<String, Object> json() {
        try (JsonParser parser = new JsonFactory().createParser(out)) {
            parser.nextToken();
            Object document = value(parser);
            if (parser.nextToken() != null) {
                throw new AssertionError("more than one document:\n" + out);
            }
            return (Map<String, Object>) Objects.requireNonNull(document);
        } catch (IOException invalid) {
            throw new UncheckedIOException(out, invalid);
        }
    }

    /** The objects in the array {@code name} of the document. */
    @SuppressWarnings("unchecked")
    public List<Map<String, Object>> objects(String name) {
        Object array = json().get(name);
        if (array == null) {
            throw new AssertionError("no " + name + " in\n" + out);
        }
        return (List<Map<String, Object>>) array;
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> object = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    object.put(name, value(parser));
                }
                yield object;
            }
            case START_ARRAY -> {
                List<@Nullable Object> array = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(value(parser));
                }
                yield array;
            }
            case VALUE_NULL -> null;
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            default -> parser.getText();
        };
    }
}
