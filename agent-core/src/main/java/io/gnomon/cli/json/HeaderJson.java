package io.gnomon.cli.json;

import io.gnomon.cli.input.Database;
import io.gnomon.stats.Account;
import io.gnomon.stats.Run;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/** What every report says first: which run, what became of it, and the account of its calls. */
public final class HeaderJson {

    private final Database database;
    private final Optional<Account> account;
    private final long lost;

    public HeaderJson(Database database) throws SQLException {
        this.database = database;
        this.account = database.account();
        this.lost = database.lost();
    }

    /** Writes the fields into the open object. */
    public void write(JsonOutput json) throws IOException {
        json.text("file", database.file().toString());
        if (database.note().isPresent()) {
            json.text("note", database.note().get());
        }
        json.flag("all_runs", database.allRuns());
        json.startObject("run");
        writeRun(json, database.run());
        json.endObject();
        if (account.isPresent()) {
            writeLedger(json, account.get());
        } else {
            json.text("ledger", null);
        }
    }

    public static void writeRun(JsonOutput json, Run run) throws IOException {
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
        json.time("last_sign_at", run.lastSign());
        json.time("ended_at", run.ended());
        json.text("state", Database.stateOf(run).name().toLowerCase(Locale.ROOT));
    }

    private void writeLedger(JsonOutput json, Account account) throws IOException {
        json.startObject("ledger");
        json.number("produced", account.produced());
        json.number("stored", account.stored());
        json.number("sampled_out", account.sampledOut());
        json.number("unrepresented", account.unrepresented());
        json.number("pending", account.pending() - lost);
        json.number("lost", lost);
        json.number("dropped", account.totalDropped());
        json.startObject("dropped_by_reason");
        for (var reason : account.dropped().entrySet()) {
            json.number(reason.getKey(), reason.getValue());
        }
        json.endObject();
        json.number("unaccounted", account.unaccounted());
        json.endObject();
    }
}
