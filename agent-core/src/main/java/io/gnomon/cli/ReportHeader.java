package io.gnomon.cli;

import io.gnomon.stats.Account;
import io.gnomon.stats.Run;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.stream.Collectors;

/** What stands above every report: which run, what became of it, and the account of its calls. */
final class ReportHeader {

    private final Database database;
    private final Account account;

    ReportHeader(Database database) throws SQLException {
        this.database = database;
        this.account = database.account();
    }

    void print(Terminal terminal) {
        Run run = database.run();
        String which = database.allRuns() ? "all runs, the latest: " : "";
        terminal.println(database.file() + ": " + which + "run " + run.id() + " of " + run.application() + ", pid "
                + run.pid() + ", Java " + run.javaVersion() + ", " + Format.time(run.started()) + " to "
                + Format.time(run.until()) + ", " + state(run));
        terminal.println(ledger());
        database.note().ifPresent(note -> terminal.println("note: " + note));
        terminal.println();
    }

    /** The same as fields of the report's document. */
    void write(JsonOutput json) throws IOException {
        json.text("file", database.file().toString());
        if (database.note().isPresent()) {
            json.text("note", database.note().get());
        }
        json.flag("all_runs", database.allRuns());
        json.startObject("run");
        writeRun(json, database.run());
        json.endObject();
        writeLedger(json);
    }

    static void writeRun(JsonOutput json, Run run) throws IOException {
        json.number("id", run.id());
        json.text("application", run.application());
        json.text("host", run.host());
        json.number("pid", run.pid());
        json.text("java_version", run.javaVersion());
        json.text("jvm", run.jvm());
        json.text("os", run.os());
        json.number("processors", run.processors());
        json.text("command", run.command());
        json.text("jvm_arguments", run.jvmArguments());
        json.text("agent_version", run.agentVersion());
        json.text("agent_options", run.agentOptions());
        json.time("started_at", run.started());
        json.time("last_flush_at", run.lastFlush());
        json.time("ended_at", run.ended());
        json.text("state", Database.stateOf(run).name().toLowerCase(Locale.ROOT));
    }

    private void writeLedger(JsonOutput json) throws IOException {
        json.startObject("ledger");
        json.number("produced", account.produced());
        json.number("stored", account.stored());
        json.number("sampled_out", account.sampledOut());
        json.number("pending", account.pending());
        json.number("dropped", account.totalDropped());
        json.startObject("dropped_by_reason");
        for (var reason : account.dropped().entrySet()) {
            json.number(reason.getKey(), reason.getValue());
        }
        json.endObject();
        json.number("unaccounted", account.unaccounted());
        json.endObject();
    }

    private String state(Run run) {
        return switch (Database.stateOf(run)) {
            case ENDED -> "ended cleanly";
            case ALIVE -> "alive";
            case DIED -> "died: no clean end, last sign of life at " + Format.time(run.lastFlush());
        };
    }

    private String ledger() {
        String reasons = account.dropped().entrySet().stream()
                .filter(reason -> reason.getValue() > 0)
                .map(reason -> reason.getKey() + " " + Format.count(reason.getValue()))
                .collect(Collectors.joining(", ", " (", ")"));
        return "ledger: " + Format.count(account.produced()) + " calls = " + Format.count(account.stored())
                + " stored + " + Format.count(account.sampledOut()) + " sampled out + "
                + Format.count(account.totalDropped()) + " dropped"
                + (account.totalDropped() > 0 ? reasons : "")
                + (account.pending() > 0 ? " + " + Format.count(account.pending()) + " pending" : "")
                + (account.unaccounted() != 0 ? "; " + Format.count(account.unaccounted()) + " unaccounted for" : "");
    }
}
