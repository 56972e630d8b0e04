package io.gnomon.yaml;

/** A file cannot be read as YAML. The message is a sentence for the user, without the place. */
public final class YamlMistake extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    /** @param line from 1; 0 if the mistake is the file itself, as then is the column */
    YamlMistake(int line, int column, String message, Throwable cause) {
        super(message, cause);
        this.line = line;
        this.column = column;
    }

    YamlMistake(String message) {
        super(message);
        this.line = 0;
        this.column = 0;
    }

    /** From 1; 0 if the mistake is the file itself. */
    public int line() {
        return line;
    }

    /** From 1; 0 if the mistake is the file itself. */
    public int column() {
        return column;
    }
}
