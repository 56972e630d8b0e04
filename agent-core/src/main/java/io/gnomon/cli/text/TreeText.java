package io.gnomon.cli.text;

import io.gnomon.model.Count;
import io.gnomon.stats.CallTree;
import io.gnomon.stats.StoredCall;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Draws a call tree. Works without recursion, and stops drawing deeper where nobody could read it. */
public final class TreeText {

    private static final int MAX_DEPTH = 60;

    private final Terminal terminal;
    private final CallTree tree;
    private final StoredCall asked;
    private final TreeNotes notes;
    private final boolean full;

    /** @param full whether to fold nothing and to draw every level */
    public TreeText(Terminal terminal, CallTree tree, StoredCall asked, TreeNotes notes, boolean full) {
        this.terminal = terminal;
        this.tree = tree;
        this.asked = asked;
        this.notes = notes;
        this.full = full;
    }

    public void print() {
        StoredCall top = tree.tops().get(0);
        terminal.println("call " + asked.id() + ": " + asked.operation() + ", " + terminal.time(asked.start())
                + ", thread " + asked.thread() + ", " + Count.of(tree.size(), "stored call") + " in its tree");
        terminal.println();
        TextTable table = new TextTable()
                .name("operation")
                .number("duration")
                .number("self")
                .number("of root")
                .number("at")
                .text("")
                .leaveOutFirst("at", "self");
        for (Line line : lines()) {
            CallGroup group = line.group;
            table.row(
                    line.lead + group.first().operation() + (group.size() > 1 ? " × " + group.size() : ""),
                    Format.duration(group.duration()),
                    Format.duration(group.self()),
                    Format.percent((double) group.duration() / Math.max(1, top.durationNanos())),
                    "+"
                            + Format.duration(
                                    Duration.between(top.start(), group.first().start())
                                            .toNanos()),
                    remarks(line));
        }
        table.print(terminal);
        String note = notes.note();
        if (note != null) {
            terminal.println();
            terminal.printText(note);
        }
    }

    private List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        Deque<Line> open = new ArrayDeque<>();
        push(open, CallGroup.of(tree.tops(), !full), "", 0);
        while (!open.isEmpty()) {
            Line line = open.pop();
            lines.add(line);
            if (full || line.depth < MAX_DEPTH) {
                push(open, line.group.children(tree, !full), line.below, line.depth + 1);
            }
        }
        return lines;
    }

    private static void push(Deque<Line> open, List<CallGroup> groups, String above, int depth) {
        for (int i = groups.size() - 1; i >= 0; i--) {
            boolean last = i == groups.size() - 1;
            String lead = depth == 0 ? "" : above + (last ? "└─ " : "├─ ");
            String below = depth == 0 ? "" : above + (last ? "   " : "│  ");
            open.push(new Line(groups.get(i), lead, below, depth));
        }
    }

    private String remarks(Line line) {
        CallGroup group = line.group;
        List<String> remarks = new ArrayList<>();
        if (tree.size() > 1 && group.calls().contains(asked)) {
            remarks.add("◀ call " + asked.id());
        }
        if (group.size() == 1) {
            remarks.add(CallsTable.flags(group.first()));
        } else {
            count(remarks, group.calls().stream().filter(StoredCall::slow).count(), "slow");
            count(remarks, group.calls().stream().filter(StoredCall::error).count(), "failed");
        }
        if (group.calls().stream().anyMatch(tree::isDisplaced)) {
            remarks.add(notes.missingCaller());
        }
        if (!full && line.depth == MAX_DEPTH && !group.children(tree, true).isEmpty()) {
            remarks.add("calls below: --full");
        }
        remarks.removeIf(String::isEmpty);
        return String.join(", ", remarks);
    }

    private static void count(List<String> remarks, long count, String what) {
        if (count > 0) {
            remarks.add(Format.count(count) + " " + what);
        }
    }

    private record Line(CallGroup group, String lead, String below, int depth) {}
}
