package io.gnomon.cli.json;

import io.gnomon.stats.OperationStats;
import java.io.IOException;

/** Statistics of an operation as JSON. */
public final class StatsJson {

    private StatsJson() {}

    public static void write(JsonOutput json, OperationStats stats) throws IOException {
        json.startObject();
        json.text("operation", stats.operation());
        json.text("category", stats.category());
        json.number("calls", stats.calls());
        json.number("errors", stats.errors());
        json.number("error_rate", stats.errorRate());
        json.number("slow", stats.slow());
        json.number("timed_calls", stats.timed());
        json.flag("estimated", stats.isEstimated());
        json.millis("mean_ms", stats.mean());
        json.millis("min_ms", stats.min());
        json.millis("max_ms", stats.max());
        json.millis("p50_ms", stats.p50());
        json.millis("p90_ms", stats.p90());
        json.millis("p95_ms", stats.p95());
        json.millis("p99_ms", stats.p99());
        json.millis("p999_ms", stats.p999());
        json.millis("total_ms", stats.total());
        json.millis("self_ms", stats.self());
        json.endObject();
    }
}
