package io.gnomon.cli.text;

import io.gnomon.stats.ProfileNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws the aggregated call tree. It is never deep, so this may recurse. */
public final class ProfileText {

    private static final double LEAST_SHARE = 0.01;

    private final Terminal terminal;
    private final boolean full;
    private boolean anyShared;
    private int leftOut;

    /**
     * Draws on this terminal.
     *
     * @param full whether to draw small parts, too
     */
    public ProfileText(Terminal terminal, boolean full) {
        this.terminal = terminal;
        this.full = full;
    }

    public void print(List<ProfileNode> roots) {
        double whole = roots.stream().mapToDouble(ProfileNode::totalNanos).sum();
        TextTable table = new TextTable()
                .name("operation")
                .number("calls")
                .number("per call")
                .number("total")
                .number("of all")
                .number("self")
                .number("mean")
                .text("")
                .leaveOutFirst("mean", "of all", "calls");
        add(table, roots, "", true, whole);
        table.print(terminal);
        if (anyShared || leftOut > 0) {
            terminal.println();
        }
        if (anyShared) {
            terminal.println("~ An operation with several callers: its figures are divided among them by their calls.");
        }
        if (leftOut > 0) {
            terminal.println(
                    Format.count(leftOut) + " smaller parts, each less than 1 %, are left out: --full shows them.");
        }
    }

    private void add(TextTable table, List<ProfileNode> nodes, String above, boolean top, double whole) {
        List<ProfileNode> shown = new ArrayList<>();
        for (ProfileNode node : nodes) {
            if (full || node.totalNanos() >= LEAST_SHARE * whole || node.edge().manyPerCall()) {
                shown.add(node);
            } else {
                leftOut++;
            }
        }
        for (int i = 0; i < shown.size(); i++) {
            ProfileNode node = shown.get(i);
            boolean last = i == shown.size() - 1;
            row(table, node, top ? "" : above + (last ? "└─ " : "├─ "), whole);
            add(table, node.children(), top ? "" : above + (last ? "   " : "│  "), false, whole);
        }
    }

    private void row(TextTable table, ProfileNode node, String lead, double whole) {
        anyShared |= node.shared();
        long calls = Math.round(node.calls());
        table.row(
                lead + node.edge().operation(),
                (node.shared() ? "~" : "") + Format.count(calls),
                node.edge().parent() == null ? "-" : perCall(node.edge().callsPerCall()),
                Format.duration(Math.round(node.totalNanos())),
                Format.percent(node.totalNanos() / Math.max(1, whole)),
                node.recursive() ? "-" : Format.duration(Math.round(node.selfNanos())),
                Format.duration(Math.round(node.totalNanos() / Math.max(1, node.calls()))),
                remark(node));
    }

    private static String perCall(double number) {
        return number >= 100
                ? Format.count(Math.round(number))
                : String.format(Locale.ROOT, number < 0.1 ? "%.3f" : "%.1f", number);
    }

    private static String remark(ProfileNode node) {
        return node.recursive() ? "recursion, see above" : node.edge().manyPerCall() ? "N+1?" : "";
    }
}
