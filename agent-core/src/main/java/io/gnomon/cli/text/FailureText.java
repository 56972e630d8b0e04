package io.gnomon.cli.text;

import io.gnomon.stats.FailedOperation;
import io.gnomon.stats.FailureGroup;
import java.util.List;
import java.util.stream.Collectors;

/** A group of failures as text. */
public final class FailureText {

    private static final int STACK_LINES = 5;
    private static final int OPERATIONS = 10;

    private final Terminal terminal;
    private final boolean full;

    /** @param full whether to print whole stacks and messages, and all operations */
    public FailureText(Terminal terminal, boolean full) {
        this.terminal = terminal;
        this.full = full;
    }

    public void print(FailureGroup group) {
        String type = group.type();
        terminal.println(Format.count(group.exceptions()) + " × "
                + (type == null ? "failed without an exception, or its details were not kept" : type)
                + (group.messagePattern().isEmpty() ? "" : ": " + group.messagePattern()));
        terminal.println("    failed calls, innermost first: " + operations(group.operations()));
        terminal.println("    first " + terminal.time(group.first()) + ", last " + terminal.time(group.last())
                + ", such as call " + group.example());
        String message = group.exampleMessage();
        if (message != null && !message.equals(group.messagePattern())) {
            message.lines().limit(full ? Long.MAX_VALUE : 2).forEach(line -> terminal.println("    | " + line));
        }
        String stack = group.exampleStack();
        if (stack != null && type != null) {
            // Its first line says no more than the group's.
            printStack(stack.startsWith(type + "\n") ? stack.substring(type.length() + 1) : stack);
        }
        terminal.println();
    }

    private String operations(List<FailedOperation> operations) {
        int shown = full ? operations.size() : Math.min(OPERATIONS, operations.size());
        String list = operations.subList(0, shown).stream()
                .map(operation -> operation.operation() + " " + Format.count(operation.failedCalls()))
                .collect(Collectors.joining(", "));
        return list + (shown < operations.size() ? ", and " + (operations.size() - shown) + " more: --full" : "");
    }

    public void printStack(String stack) {
        List<String> lines = stack.lines().toList();
        int shown = full || lines.size() <= STACK_LINES + 1 ? lines.size() : STACK_LINES;
        lines.subList(0, shown).forEach(line -> terminal.println("    " + line.replace("\t", "    ")));
        if (shown < lines.size()) {
            terminal.println("        (" + (lines.size() - shown) + " more lines: --full)");
        }
    }
}
