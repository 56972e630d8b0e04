package io.gnomon.yaml;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a file as YAML nodes. Nothing is constructed from them, so tags mean nothing and aliases cost nothing. */
public final class YamlFile {

    private static final int MAX_BYTES = 1 << 20;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private YamlFile() {}

    /**
     * Reads a UTF-8 file of at most 1 MiB that holds one YAML document.
     *
     * @return the document's root; empty if the file holds none
     * @throws YamlMistake if there is no such file, or it is not readable, or not YAML
     */
    public static Optional<Node> read(Path file) throws YamlMistake {
        String text = text(file);
        try {
            LoadSettings settings =
                    LoadSettings.builder().setAllowNonScalarKeys(true).build();
            return new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException malformed) {
            throw malformed(text, malformed);
        } catch (YamlEngineException unreadable) {
            throw new YamlMistake(0, 0, "not YAML: " + oneLine(String.valueOf(unreadable.getMessage())), unreadable);
        } catch (StackOverflowError nesting) {
            throw new YamlMistake(0, 0, "not readable: lists and mappings are nested too deeply", nesting);
        }
    }

    private static String text(Path file) throws YamlMistake {
        try {
            if (!Files.exists(file)) {
                throw new YamlMistake("there is no such file");
            }
            if (!Files.isRegularFile(file)) {
                throw new YamlMistake("this is not a file");
            }
            if (Files.size(file) > MAX_BYTES) {
                throw new YamlMistake("the file is too long: at most 1 MiB is read");
            }
            String text = Files.readString(file);
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException otherEncoding) {
            throw new YamlMistake(0, 0, "the file is not UTF-8 text", otherEncoding);
        } catch (IOException unreadable) {
            throw new YamlMistake(0, 0, "the file cannot be read: " + unreadable, unreadable);
        }
    }

    private static YamlMistake malformed(String text, MarkedYamlEngineException malformed) {
        Optional<Mark> mark = malformed.getProblemMark();
        int line = mark.map(Mark::getLine).orElse(-1) + 1;
        int column = mark.map(Mark::getColumn).orElse(-1) + 1;
        String context = malformed.getContext() == null ? "" : malformed.getContext() + ", ";
        String hint = needsQuotes(text, line) ? "; text that begins with * or { needs quotes" : "";
        return new YamlMistake(
                line, column, "not YAML: " + oneLine(context + malformed.getProblem()) + hint, malformed);
    }

    /** To YAML an unquoted {@code *} begins an alias and <code>{</code> a mapping: the likeliest slips in rules. */
    private static boolean needsQuotes(String text, int line) {
        List<String> lines = text.lines().limit(line).toList();
        if (line == 0 || lines.size() < line) {
            return false;
        }
        char before = ' ';
        for (char c : lines.get(line - 1).toCharArray()) {
            if ((c == '*' || c == '{') && ":-[,".indexOf(before) >= 0) {
                return true;
            }
            before = c == ' ' ? before : c;
        }
        return false;
    }

    private static String oneLine(String message) {
        return String.join(" ", message.split("\\s+", -1)).strip();
    }
}
