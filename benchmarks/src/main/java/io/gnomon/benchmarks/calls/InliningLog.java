package io.gnomon.benchmarks.calls;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What HotSpot prints with {@code PrintInlining}: a line for each call in what it compiles, with the callee's own calls below,
 * two columns further in. Only the optimising compiler calls a callee {@code hot}.
 *
 * @param lines as printed, other output among them
 */
record InliningLog(List<String> lines) {

    private static final Pattern CALL = Pattern.compile("[ !sbn]*@ \\d+ .*");
    private static final String INLINED = "inline (hot)";

    InliningLog {
        lines = List.copyOf(lines);
    }

    /**
     * What the optimising compiler did with a method when it compiled it into a caller for the last time: the line of the
     * method and those of all calls below it, without what they are indented in common.
     *
     * @param method class and method, such as {@code com.acme.Shop::sell}
     * @throws IllegalStateException if the optimising compiler has never compiled it into a caller
     */
    List<String> lastInlined(String method) {
        for (int at = lines.size() - 1; at >= 0; at--) {
            String line = lines.get(at);
            if (isCall(line) && line.contains(" " + method + " ") && line.contains(INLINED)) {
                return callTree(at);
            }
        }
        throw new IllegalStateException("The compiler has compiled " + method + " into no caller.");
    }

    private List<String> callTree(int root) {
        int indent = column(lines.get(root));
        List<String> tree = new ArrayList<>();
        tree.add(lines.get(root).substring(indent));
        for (int at = root + 1; at < lines.size(); at++) {
            String line = lines.get(at);
            if (!isCall(line) || column(line) <= indent) {
                break;
            }
            tree.add(line.substring(indent));
        }
        return List.copyOf(tree);
    }

    private static boolean isCall(String line) {
        return CALL.matcher(line).matches();
    }

    private static int column(String line) {
        return line.indexOf('@');
    }
}
