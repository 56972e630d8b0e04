package io.gnomon;

import io.gnomon.log.AgentLog;
import io.gnomon.model.RuleState;
import io.gnomon.store.write.Contribution;
import io.gnomon.store.write.Store;
import io.gnomon.weave.RuleOutcomes;
import io.gnomon.weave.Weaver;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Tells what came of each rule, and why one selects nothing: in the file, and in the log when the application has started
 * and at the end. It has started when no class has concerned a rule for a while. What looks like a mistake is a warning,
 * once for each rule.
 *
 * <p>To explain, class loaders of the application's are asked, which may block. So that is done on a thread of its own, and
 * the writer takes what is ready.
 */
final class RulesContribution implements Contribution {

    private static final long QUIET_NANOS = 10_000_000_000L;

    /** Some applications never become quiet. */
    private static final long LATEST_NANOS = 120_000_000_000L;

    /** At the end nobody waits longer for reasons. */
    private static final long LAST_WAIT_MILLIS = 500;

    private static final int MAX_LINES = 200;

    /** What came of the rules when the outcomes had seen that many changes. */
    private static final class Explained {
        final RuleOutcomes outcomes;
        final long changes;
        final List<RuleState> states;

        Explained(RuleOutcomes outcomes, long changes, List<RuleState> states) {
            this.outcomes = outcomes;
            this.changes = changes;
            this.states = states;
        }
    }

    private final Weaver weaver;
    private final AgentLog log;
    private final Executor explainer;
    private final Set<String> warned = new HashSet<>();

    /** What is being explained, or was last. */
    private @Nullable CompletableFuture<Explained> asked;

    private @Nullable RuleOutcomes askedOutcomes;
    private long askedChanges;
    private long askedNanos = System.nanoTime();

    /** What the file has, and what the log was last told. */
    private @Nullable Explained written;

    private @Nullable Explained told;

    /** @param explainer runs a task on a thread that may block */
    RulesContribution(Weaver weaver, AgentLog log, Executor explainer) {
        this.weaver = weaver;
        this.log = log;
        this.explainer = explainer;
    }

    @Override
    public String name() {
        return "writing the report on the rules";
    }

    @Override
    public boolean isDirty() {
        return ready() != written || isDue(System.nanoTime());
    }

    @Override
    public void prepare(long nowNanos, boolean last) {
        if (isDue(nowNanos) || (last && isNew())) {
            ask(nowNanos);
        }
        Explained found = last ? awaited() : ready();
        if (found != null) {
            tell(found, last);
        }
    }

    @Override
    public void write(Store store, boolean last) throws SQLException {
        Explained found = told;
        if (found != null && found != written) {
            store.rules(found.states);
        }
    }

    @Override
    public void written() {
        written = told;
    }

    private boolean isNew() {
        RuleOutcomes outcomes = weaver.outcomes();
        return outcomes != askedOutcomes || outcomes.changes() != askedChanges;
    }

    private boolean isDue(long nowNanos) {
        return isNew()
                && (asked == null || asked.isDone())
                && (nowNanos - weaver.outcomes().changedNanos() >= QUIET_NANOS
                        || nowNanos - askedNanos >= LATEST_NANOS);
    }

    private void ask(long nowNanos) {
        RuleOutcomes outcomes = weaver.outcomes();
        long changes = outcomes.changes();
        askedOutcomes = outcomes;
        askedChanges = changes;
        askedNanos = nowNanos;
        asked = CompletableFuture.supplyAsync(() -> new Explained(outcomes, changes, explained(outcomes)), explainer);
    }

    private List<RuleState> explained(RuleOutcomes outcomes) {
        try {
            return weaver.explained();
        } catch (RuntimeException | LinkageError failure) {
            log.warn("could not find out why rules select nothing", failure);
            return outcomes.states();
        }
    }

    /** What was explained last; null while that is not done. */
    private @Nullable Explained ready() {
        CompletableFuture<Explained> last = asked;
        return last == null || !last.isDone() || last.isCompletedExceptionally() ? told : last.join();
    }

    /** The same after a short wait; without reasons if they are not found by then. */
    private @Nullable Explained awaited() {
        CompletableFuture<Explained> last = asked;
        if (last == null) {
            return told;
        }
        try {
            return last.get(LAST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException notFound) {
            RuleOutcomes outcomes = weaver.outcomes();
            return new Explained(outcomes, outcomes.changes(), outcomes.states());
        }
    }

    /** In between, when further classes have come, the file alone learns of it. */
    private void tell(Explained found, boolean last) {
        Explained before = told;
        told = found;
        if (before != null && before.outcomes == found.outcomes && (!last || before.changes == found.changes)) {
            return;
        }
        for (RuleState state : found.states.subList(0, Math.min(MAX_LINES, found.states.size()))) {
            if (state.mistake() && warned.add(state.sentence())) {
                log.warn(state.sentence());
            } else {
                log.info(state.sentence());
            }
        }
        if (found.states.size() > MAX_LINES) {
            log.info("and " + (found.states.size() - MAX_LINES) + " more rules; the view 'rules' of the file has all");
        }
        found.outcomes.leftOut().forEach(log::info);
    }
}
