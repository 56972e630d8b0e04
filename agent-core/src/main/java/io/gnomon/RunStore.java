package io.gnomon;

import io.gnomon.log.RotatingLog;
import io.gnomon.model.OperationRegistry;
import io.gnomon.model.RunClock;
import io.gnomon.model.RunInfo;
import io.gnomon.record.StoreOpener;
import io.gnomon.store.file.Owner;
import io.gnomon.store.write.Store;
import io.gnomon.system.RunInfoReader;
import io.gnomon.text.Redaction;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** This run's file: opens it on a thread of the agent's, and tells the others, and the user, where it is. */
final class RunStore implements StoreOpener {

    /** An open file and our run's number in it. */
    record Place(Path file, long run) {}

    private final Path wanted;
    private final String application;
    private final String options;
    private final Redaction redaction;
    private @Nullable String startLine;
    private boolean started;
    private final OperationRegistry operations;
    private final RunClock clock;
    private final RotatingLog log;
    private volatile @Nullable Place place;

    /** Made when it is needed, off the application's threads. */
    private @Nullable Owner owner;

    /**
     * @param startLine said on standard error together with the file's name when the file is open and the agent has started;
     *     null to say nothing
     * @param redaction hides the secrets in what the file says of the process
     */
    RunStore(
            Path wanted,
            String application,
            String options,
            @Nullable String startLine,
            Redaction redaction,
            OperationRegistry operations,
            RunClock clock,
            RotatingLog log) {
        this.wanted = wanted;
        this.application = application;
        this.options = options;
        this.startLine = startLine;
        this.redaction = redaction;
        this.operations = operations;
        this.clock = clock;
        this.log = log;
    }

    /** Where the run is stored; null until the file is open. */
    @Nullable
    Place place() {
        return place;
    }

    @Override
    public Store open() throws IOException {
        Owner ours = owner == null ? Owner.inThisProcess() : owner;
        owner = ours;
        RunInfo info = RunInfoReader.read(application, options, System.getenv(), redaction);
        Store store = Store.open(wanted, ours, info, operations, clock, log);
        followOrClose(store);
        greetIfReady();
        return store;
    }

    /** Says that the agent has started, as soon as the file is open, too. A start that fails later has nothing to take back. */
    synchronized void greet() {
        started = true;
        greetIfReady();
    }

    private synchronized void greetIfReady() {
        Place now = place;
        String line = startLine;
        if (started && now != null && line != null) {
            startLine = null;
            log.say(line + ", data in " + shown(now.file()));
        }
    }

    /** A store that is not handed on must not stay open: the next would find its file in use, and take another. */
    private void followOrClose(Store store) {
        try {
            follow(store);
        } catch (Throwable failure) {
            try {
                store.close();
            } catch (SQLException second) {
                failure.addSuppressed(second);
            }
            throw failure;
        }
    }

    /** Has the others look where the run is now: a store that is opened again may be another file, or another run in it. */
    private void follow(Store store) {
        Place now = new Place(store.path(), store.runId());
        Place before = place;
        // Not the record's own equals, which takes milliseconds to be linked.
        if (store.beganRun()
                || before == null
                || before.run() != now.run()
                || !before.file().equals(now.file())) {
            place = now;
            log.open(logFile(now.file()));
            log.info("run " + now.run() + " of " + application + " in " + now.file());
        }
    }

    @Override
    public Store reopen(Store failed) throws IOException {
        Store store = failed.reopen(operations, clock);
        followOrClose(store);
        return store;
    }

    /** Not a name that the application would give its own log beside its own database. */
    private static Path logFile(Path database) {
        return database.resolveSibling(database.getFileName() + ".log");
    }

    /** Below the working directory the short way is the readable one. */
    private static Path shown(Path file) {
        Path here = Path.of("").toAbsolutePath();
        return file.startsWith(here) ? here.relativize(file) : file;
    }
}
