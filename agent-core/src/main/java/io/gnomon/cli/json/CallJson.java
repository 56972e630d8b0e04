package io.gnomon.cli.json;

import io.gnomon.stats.StoredCall;
import java.io.IOException;
import java.util.List;

/** A stored call as JSON. */
public final class CallJson {

    private CallJson() {}

    /** Writes the calls as an array into the open object. */
    public static void write(JsonOutput json, List<StoredCall> calls) throws IOException {
        json.startArray("calls");
        for (StoredCall call : calls) {
            json.startObject();
            writeFields(json, call);
            json.endObject();
        }
        json.endArray();
    }

    static void writeFields(JsonOutput json, StoredCall call) throws IOException {
        json.number("call", call.id());
        json.number("run", call.run());
        json.text("operation", call.operation());
        json.text("parent", call.parent());
        json.text("thread", call.thread());
        json.time("started_at", call.start());
        json.millis("duration_ms", call.durationNanos());
        json.millis("self_ms", call.selfNanos());
        json.flag("slow", call.slow());
        json.flag("error", call.error());
        json.flag("coarse", call.coarse());
        json.number("weight", call.weight());
        json.number("tree", call.tree());
        json.number("caller", call.caller());
        json.text("error_type", call.errorType());
        json.text("error_message", call.errorMessage());
    }
}
