package io.gnomon.cli.json;

import io.gnomon.stats.OperationStats;
import io.gnomon.stats.StandardErrors;
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
        json.flag("self_estimated", stats.isSelfEstimated());
        StandardErrors errors = stats.standardErrors();
        json.millis("mean_error_ms", stats.meanError());
        json.millis("p50_error_ms", errors.p50());
        json.millis("p90_error_ms", errors.p90());
        json.millis("p95_error_ms", errors.p95());
        json.millis("p99_error_ms", errors.p99());
        json.millis("p999_error_ms", errors.p999());
        json.millis("total_error_ms", errors.total());
        json.millis("self_error_ms", errors.self());
        json.endObject();
    }
}
