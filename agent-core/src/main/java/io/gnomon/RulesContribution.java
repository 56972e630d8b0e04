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
import org.jspecify.annotations.Nullable;

/**
 * Tells what came of each rule, and why one selects nothing: in the file, and in the log when the application has started
 * and at the end. It has started when no class has concerned a rule for a while. What looks like a mistake is a warning,
 * once for each rule.
 */
final class RulesContribution implements Contribution {

    private static final long QUIET_NANOS = 10_000_000_000L;

    /** Some applications never become quiet. */
    private static final long LATEST_NANOS = 120_000_000_000L;

    private static final int MAX_LINES = 200;

    private final Weaver weaver;
    private final AgentLog log;
    private final Set<String> warned = new HashSet<>();
    private List<RuleState> states = List.of();
    private boolean unwritten;

    /** The outcomes that the states are of, at this number of changes, and when that was. */
    private @Nullable RuleOutcomes known;

    private long knownChanges;
    private long knownNanos = System.nanoTime();

    /** The changes when the log was last told. */
    private long toldChanges = -1;

    RulesContribution(Weaver weaver, AgentLog log) {
        this.weaver = weaver;
        this.log = log;
    }

    @Override
    public String name() {
        return "what came of the rules";
    }

    @Override
    public boolean isDirty() {
        return unwritten || isDue(System.nanoTime());
    }

    @Override
    public void prepare(long nowNanos, boolean last) {
        if (last || isDue(nowNanos)) {
            learn(nowNanos);
            tell(last);
        }
    }

    @Override
    public void write(Store store, boolean last) throws SQLException {
        if (unwritten) {
            store.rules(states);
        }
    }

    @Override
    public void written() {
        unwritten = false;
    }

    private boolean isDue(long nowNanos) {
        RuleOutcomes outcomes = weaver.outcomes();
        if (outcomes == known && outcomes.changes() == knownChanges) {
            return false;
        }
        return nowNanos - outcomes.changedNanos() >= QUIET_NANOS || nowNanos - knownNanos >= LATEST_NANOS;
    }

    private void learn(long nowNanos) {
        RuleOutcomes outcomes = weaver.outcomes();
        if (outcomes != known) {
            toldChanges = -1;
        }
        known = outcomes;
        knownChanges = outcomes.changes();
        knownNanos = nowNanos;
        states = explained(outcomes);
        unwritten = true;
    }

    /** To explain, class loaders of the application's are asked; what fails there must not cost the flush. */
    private List<RuleState> explained(RuleOutcomes outcomes) {
        try {
            return weaver.explained();
        } catch (RuntimeException | LinkageError failure) {
            log.warn("why rules select nothing could not be found out", failure);
            return outcomes.states();
        }
    }

    /** In between, when further classes have come, the file alone learns of it. */
    private void tell(boolean last) {
        RuleOutcomes outcomes = known;
        if (outcomes == null || (toldChanges >= 0 && !last) || toldChanges == knownChanges) {
            return;
        }
        toldChanges = knownChanges;
        for (RuleState state : states.subList(0, Math.min(MAX_LINES, states.size()))) {
            if (state.mistake() && warned.add(state.sentence())) {
                log.warn(state.sentence());
            } else {
                log.info(state.sentence());
            }
        }
        if (states.size() > MAX_LINES) {
            log.info("and " + (states.size() - MAX_LINES) + " more rules; the view 'rules' of the file has all");
        }
        outcomes.leftOut().forEach(log::info);
    }
}
