package io.gnomon.cli.input;

/** What the lines of {@code top} can be sorted by, each with its key. */
public enum TopOrder {
    total('t', StatsOrder.total),
    calls('c', StatsOrder.calls),
    errors('e', StatsOrder.errors),
    p95('5', StatsOrder.p95),
    p99('9', StatsOrder.p99),
    max('m', StatsOrder.max),
    self('s', StatsOrder.self),
    name('n', StatsOrder.name);

    private final char key;
    private final StatsOrder order;

    TopOrder(char key, StatsOrder order) {
        this.key = key;
        this.order = order;
    }

    public char key() {
        return key;
    }

    public StatsOrder order() {
        return order;
    }

    /** The order whose key this is, or {@code otherwise}. */
    public static TopOrder of(int key, TopOrder otherwise) {
        for (TopOrder each : values()) {
            if (each.key == key) {
                return each;
            }
        }
        return otherwise;
    }
}
