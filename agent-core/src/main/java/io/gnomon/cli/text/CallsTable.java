package io.gnomon.cli.text;

import io.gnomon.stats.StoredCall;
import java.util.ArrayList;
import java.util.List;

/** Stored calls as a table. */
public final class CallsTable {

    private static final int ERROR_LENGTH = 60;

    private CallsTable() {}

    public static void print(Terminal terminal, List<StoredCall> calls) {
        boolean anyCoarse = calls.stream().anyMatch(StoredCall::coarse);
        TextTable table = new TextTable()
                .number("call")
                .text("when")
                .name("operation")
                .number("duration")
                .number("self")
                .text("thread")
                .name("parent")
                .text("error");
        if (anyCoarse) {
            table.text("clock");
        }
        boolean anyOthers = calls.stream().anyMatch(call -> call.weight() != 1 && (call.slow() || call.error()));
        if (anyOthers) {
            table.number("stands for");
        }
        table.leaveOutFirst("clock", "stands for", "thread", "self", "parent", "error");
        for (StoredCall call : calls) {
            String parent = call.parent();
            List<String> cells = new ArrayList<>(List.of(
                    String.valueOf(call.id()),
                    terminal.time(call.start()),
                    call.operation(),
                    Format.duration(call.durationNanos()),
                    Format.duration(call.selfNanos()),
                    call.thread(),
                    parent == null ? "-" : parent,
                    error(call)));
            if (anyCoarse) {
                cells.add(call.coarse() ? "coarse" : "precise");
            }
            if (anyOthers) {
                cells.add(Format.count(call.weight()));
            }
            table.row(cells.toArray(String[]::new));
        }
        table.print(terminal);
        if (anyCoarse) {
            terminal.println();
            terminal.println("Durations by the coarse clock are accurate to about 10 ms.");
        }
    }

    /** What the flags say: slow, coarse, and how it failed. */
    static String flags(StoredCall call) {
        List<String> flags = new ArrayList<>();
        if (call.slow()) {
            flags.add("slow");
        }
        if (call.coarse()) {
            flags.add("coarse");
        }
        if (call.error()) {
            String type = call.errorType();
            flags.add(type == null ? "failed" : "failed: " + type);
        }
        return String.join(", ", flags);
    }

    static String error(StoredCall call) {
        if (!call.error()) {
            return "-";
        }
        String type = call.errorType();
        String message = call.errorMessage();
        return Format.line((type == null ? "failed" : type) + (message == null ? "" : ": " + message), ERROR_LENGTH);
    }
}
