package io.gnomon.benchmarks.calls;

import io.gnomon.benchmarks.jvm.Account;
import io.gnomon.benchmarks.jvm.Jdk;
import io.gnomon.benchmarks.jvm.MonitoredCall;
import io.gnomon.benchmarks.measure.Conditions;
import io.gnomon.benchmarks.report.Spread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.RunnerException;

/**
 * The same call under each contender, in turns: one JVM for each, then one for each again. JMH would measure all forks of one
 * contender before the next; but the clock of a machine changes over minutes, and here every ratio is one of neighbours
 * in time.
 *
 * @param threads how many threads make calls
 * @param rounds the contenders' results, one of each turn; a contender that was not measured has none
 */
record CallSeries(Jdk jdk, int threads, Map<Contender, List<CallResult>> rounds) {

    /** Measures all contenders that this JDK can carry. */
    static CallSeries measure(Conditions conditions, Jdk jdk, MonitoredCall call, int threads, int rounds)
            throws IOException, InterruptedException, RunnerException {
        Map<Contender, List<CallResult>> results = new EnumMap<>(Contender.class);
        List<Contender> contenders = Stream.of(Contender.values())
                .filter(contender -> contender.measuredOn(jdk, conditions.newestJdk()))
                .toList();
        for (int round = 1; round <= rounds; round++) {
            for (Contender contender : contenders) {
                String name = call.benchmark() + "-" + jdk.feature() + "-" + contender + "-" + threads + "-" + round;
                conditions
                        .progress()
                        .say(call.benchmark() + ", JDK " + jdk.feature() + ", threads: " + threads + ", round " + round
                                + " of " + rounds + ": " + contender.label());
                results.computeIfAbsent(contender, any -> new ArrayList<>())
                        .add(new CallFork(conditions, jdk, contender, call, threads, name).run());
            }
        }
        CallSeries series = new CallSeries(jdk, threads, results);
        series.requireInstrumented();
        return series;
    }

    /** The contenders measured. */
    Set<Contender> contenders() {
        return rounds.keySet();
    }

    /** One figure of each turn. */
    Spread spread(Contender contender, ToDoubleFunction<CallResult> figure) {
        return Spread.of(results(contender).stream().mapToDouble(figure).boxed().toList());
    }

    /** How many times the other's time a call takes, turn by turn; empty if one of them was not measured. */
    Optional<Spread> ratio(Contender contender, Contender other) {
        List<CallResult> own = results(contender);
        List<CallResult> others = results(other);
        if (own.isEmpty() || others.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Spread.of(IntStream.range(0, own.size())
                .mapToObj(round -> own.get(round).nanos() / others.get(round).nanos())
                .toList()));
    }

    /** The size of the method called, in bytes of bytecode, if a compiler has told. */
    OptionalInt bytecodes(Contender contender) {
        return results(contender).stream()
                .map(CallResult::bytecodes)
                .flatMapToInt(OptionalInt::stream)
                .max();
    }

    /** The sum of the accounts of all turns. */
    Account account(Contender contender) {
        return results(contender).stream().map(CallResult::account).reduce(Account.NONE, Account::plus);
    }

    /** All calls of all turns. */
    long calls(Contender contender) {
        return results(contender).stream().mapToLong(CallResult::calls).sum();
    }

    /** A contender that does nothing is fast. */
    private void requireInstrumented() {
        int plain = bytecodes(Contender.NO_AGENT).orElse(1);
        for (Contender contender : contenders()) {
            if (contender.instruments() && bytecodes(contender).orElse(0) <= plain) {
                throw new IllegalStateException(contender.label() + " has not changed the method on JDK "
                        + jdk.version() + ", so it cannot have timed it.");
            }
        }
    }

    private List<CallResult> results(Contender contender) {
        return rounds.getOrDefault(contender, List.of());
    }
}
