package io.gnomon.cli.json;

import io.gnomon.stats.LevelShift;
import io.gnomon.stats.Trend;
import io.gnomon.stats.TrendPoint;
import java.io.IOException;
import java.util.Locale;

/** How an operation developed, as JSON. */
public final class TrendJson {

    private TrendJson() {}

    public static void write(JsonOutput json, Trend trend) throws IOException {
        json.startObject();
        json.text("operation", trend.operation());
        json.startArray("changes");
        for (LevelShift shift : trend.shifts()) {
            boolean duration = shift.figure() == LevelShift.Figure.P95;
            json.startObject();
            json.time("at", shift.at());
            json.text("figure", duration ? "p95_ms" : shift.figure().name().toLowerCase(Locale.ROOT));
            json.number("before", duration ? shift.before() / 1e6 : shift.before());
            json.number("after", duration ? shift.after() / 1e6 : shift.after());
            json.flag("worse", shift.worse());
            json.endObject();
        }
        json.endArray();
        json.startArray("buckets");
        for (TrendPoint point : trend.points()) {
            json.startObject();
            json.time("at", point.at());
            json.number("calls", point.stats().calls());
            json.number("errors", point.stats().errors());
            json.millis("p50_ms", point.stats().p50());
            json.millis("p95_ms", point.stats().p95());
            json.millis("p99_ms", point.stats().p99());
            json.flag("estimated", point.stats().isEstimated());
            json.endObject();
        }
        json.endArray();
        json.endObject();
    }
}
