package io.gnomon.cli;

import io.gnomon.stats.FailureGroup;
import java.util.List;

/** A group of failures as text. */
final class FailureText {

    private static final int FRAMES = 12;

    private final Terminal terminal;
    private final boolean full;

    /** @param full whether to print whole stacks */
    FailureText(Terminal terminal, boolean full) {
        this.terminal = terminal;
        this.full = full;
    }

    void print(FailureGroup group) {
        String type = group.type();
        terminal.println(Format.count(group.count()) + " × " + group.operation() + ": "
                + (type == null ? "failed without an exception, or its details were not kept" : type)
                + (group.messagePattern().isEmpty() ? "" : ": " + group.messagePattern()));
        terminal.println("    first " + Format.time(group.first()) + ", last " + Format.time(group.last())
                + ", such as call " + group.example());
        String message = group.exampleMessage();
        if (message != null && !message.equals(group.messagePattern())) {
            message.lines().limit(full ? Long.MAX_VALUE : 3).forEach(line -> terminal.println("    | " + line));
        }
        String stack = group.exampleStack();
        if (stack != null) {
            printStack(stack);
        }
        terminal.println();
    }

    void printStack(String stack) {
        List<String> lines = stack.lines().toList();
        int shown = full || lines.size() <= FRAMES + 1 ? lines.size() : FRAMES;
        lines.subList(0, shown).forEach(line -> terminal.println("    " + line.replace("\t", "    ")));
        if (shown < lines.size()) {
            terminal.println("        (" + (lines.size() - shown) + " more lines: --full)");
        }
    }
}
