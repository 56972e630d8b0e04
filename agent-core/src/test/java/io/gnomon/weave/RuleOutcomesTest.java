package io.gnomon.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.model.OperationRegistry;
import io.gnomon.model.RuleState;
import io.gnomon.rules.Rule;
import io.gnomon.rules.TimingMode;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.SuperMethodCall;
import net.bytebuddy.matcher.ElementMatchers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleOutcomesTest {

    private static final String TARGETS = RuleTargets.class.getName() + "$";

    private final OperationRegistry registry = new OperationRegistry(Duration.ofSeconds(1));
    private final LogLines log = new LogLines();

    /** Not the weaver's own, whose classes are never woven. */
    private final ClassLoader application = new ClassLoader(getClass().getClassLoader()) {};

    private final List<Class<?>> loaded = new ArrayList<>(List.of(RuleTargets.all()));

    @Test
    void countsTheClassesAndMethodsThatARuleSelects() {
        Weaver weaver = weave(rule("*Finder", "*"), rule("*Step", "*"), rule("*Task", "run"));

        assertThat(states(weaver)).extracting(RuleState::classes).containsExactly(1L, 1L, 1L);
        assertThat(states(weaver)).extracting(RuleState::methods).containsExactly(3L, 1L, 1L);
        assertThat(states(weaver)).extracting(RuleState::note).containsOnly("");
        assertThat(states(weaver).get(0).sentence())
                .isEqualTo("test.yaml:3: " + TARGETS + "*Finder * selects 3 methods of 1 class");
    }

    @Test
    void aClassThatIsTransformedAgainCountsOnce() {
        Weaver weaver = weave(rule("Step", "*"));
        long changes = weaver.outcomes().changes();
        transform(weaver, RuleTargets.Step.class);

        assertThat(states(weaver).get(0).methods()).isEqualTo(1);
        assertThat(weaver.outcomes().changes()).isEqualTo(changes);
    }

    @Test
    void aRuleThatTakesOutCountsWhatItTakes() {
        Rule off = TestRules.rule(TARGETS + "Finder", "*", "", TimingMode.OFF);

        RuleState state = states(weave(off)).get(0);
        assertThat(state.sentence()).endsWith("Finder * takes out 5 methods of 1 class");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Findr | find | true | no class @Findr was loaded (did you mean '@Finder'?)",
                "Finder.Inner | find | false | no class @Finder.Inner was loaded",
                "Port | send | true | @Port.send has no code, @Port is an interface; the code is in @MailPort",
                "Base | step | true | @Base.step has no code; the code is in @Step",
                "Step | shared | true | @Step has no method shared; its superclass @Base has it",
                "Finder | find(int) | true | @Finder has no method find(int), but find(long), find(String,int[])",
                "Finder | public find | true | @Finder has no method public find, but find(long), find(String,int[])",
                "Finder | fnid | true | @Finder has no method fnid (did you mean 'find'?)",
                "Finder | m* | false | globs leave out @Finder.main(String[]), because all calls of the program would be"
                        + " inside its one call; give its full name to select it",
            })
    void saysWhyARuleSelectsNothing(String type, String method, boolean mistake, String note) {
        RuleState state = states(weave(rule(type, method))).get(0);

        assertThat(state.selectsNothing()).isTrue();
        assertThat(state.note()).isEqualTo(note.replace("@", TARGETS));
        assertThat(state.mistake()).isEqualTo(mistake);
    }

    @Test
    void aClassLoaderThatRefusesLeavesTheReasonAsItIs() throws ClassNotFoundException {
        ClassLoader closed = new ClassLoader(getClass().getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (!name.startsWith(TARGETS)) {
                    return super.loadClass(name, resolve);
                }
                byte[] classFile = Objects.requireNonNull(ClassFiles.read(getParent(), name.replace('.', '/')));
                return defineClass(name, classFile, 0, classFile.length);
            }

            @Override
            public InputStream getResourceAsStream(String name) {
                throw new IllegalStateException("closed");
            }
        };
        Class<?> port = closed.loadClass(TARGETS + "Port");
        loaded.clear();
        loaded.addAll(List.of(port, Class.forName(TARGETS + "MailPort", false, closed)));

        assertThat(note(rule("Port", "send"))).endsWith("is an interface; no loaded class has its code");
    }

    @Test
    void saysWhichClassOfAPackageMayBeMeant() {
        assertThat(note(TestRules.rule("io.gnomon.*Finder", "*")))
                .isEqualTo("no class that matches was loaded, but " + TARGETS
                        + "Finder: did you mean 'io.gnomon.**Finder'?");
        assertThat(note(TestRules.rule("io.gnomon.waeve.**", "*")))
                .isEqualTo("no class that matches was loaded (did you mean the package 'io.gnomon.weave'?)");
        assertThat(note(TestRules.rule("io.gnomon.RuleTargets$Finder", "*")))
                .isEqualTo("no class io.gnomon.RuleTargets$Finder was loaded, but " + TARGETS + "Finder");
        assertThat(note(TestRules.rule(TARGETS.replace('$', '.') + "Finder", "*")))
                .endsWith(", but " + TARGETS + "Finder: nested classes are written with a $");
        assertThat(note(TestRules.rule("org.postgresql.jdbc.PgStatement", "*")))
                .isEqualTo("no class org.postgresql.jdbc.PgStatement was loaded");
    }

    @Test
    void saysWhichEarlierRuleDecides() {
        List<RuleState> states = states(weave(rule("*", "*"), rule("Step", "step")));

        assertThat(states.get(1).note())
                .isEqualTo("an earlier rule, test.yaml:3, applies to " + TARGETS + "Step.step()");
    }

    @Test
    void saysThatWhatIsNeverWovenIsLeftOut() {
        Weaver weaver = weave(TestRules.rule("java.lang.ThreadLocal", "get"));
        byte[] classFile = Objects.requireNonNull(ClassFiles.read(null, "java/lang/ThreadLocal"));
        weaver.weaving().transform(null, "java/lang/ThreadLocal", null, null, classFile);

        assertThat(states(weaver).get(0).note())
                .isEqualTo("java.lang.ThreadLocal is left out, because the recorder itself calls it");
        assertThat(weaver.outcomes().leftOut())
                .containsExactly("rules leave out classes (1), each because the recorder itself calls it:"
                        + " java.lang.ThreadLocal");
    }

    @Test
    void saysWhichOfSeveralMethodsSelectsNothing() {
        Rule both = TestRules.rule(TARGETS + "Finder", List.of("find(long)", "lamda"));

        assertThat(states(weave(both)).get(0).sentence())
                .endsWith("Finder find(long), lamda selects 1 method of 1 class; " + TARGETS
                        + "Finder has no method lamda (did you mean 'lambda'?)");
    }

    @Test
    void globsLeaveOutMainThreadLoopsAndLambdaBodies() {
        Weaver weaver = weave(rule("*", "*"));

        assertThat(operations())
                .contains("Loop.once", "Task.run", "Finder.find")
                .doesNotContain("Loop.run");
        assertThat(operations()).doesNotContain("DeepLoop.run", "Finder.main");
        assertThat(weaver.outcomes().leftOut())
                .anyMatch(line -> line.startsWith("globs leave out main methods (1), each because all calls"))
                .anyMatch(line -> line.startsWith("globs leave out run methods of threads (2), each because")
                        && line.contains(TARGETS + "Loop.run"))
                .anyMatch(line -> line.startsWith("globs leave out bodies of lambda expressions (1)"));
    }

    @Test
    void whatGlobsLeaveOutIsSelectedByItsName() {
        weave(rule("*", "run"), rule("Finder", "main"));

        assertThat(operations()).containsExactlyInAnyOrder("Loop.run", "DeepLoop.run", "Task.run", "Finder.main");
    }

    @Test
    void generatedClassesAreLeftOutOfGlobsAndOfAnnotationsThatTheyInherit() {
        DynamicType proxy = subclass(AnnotatedTypes.StringPort.class);
        Weaver weaver = weaver(TestRules.rule("**", "*"));

        assertThat(transform(weaver, proxy)).isNull();
        assertThat(weaver.outcomes().leftOut())
                .containsExactly(
                        "globs leave out classes made by Byte Buddy (1), each because it only passes calls on: "
                                + proxy.getTypeDescription().getName());
        assertThat(transform(weaver(), proxy)).isNull();
    }

    @Test
    void aGeneratedClassIsSelectedByItsNameOrItsMark() {
        DynamicType proxy = subclass(RuleTargets.Step.class);

        assertThat(transform(weaver(TestRules.rule(proxy.getTypeDescription().getName(), "*")), proxy))
                .isNotNull();
        assertThat(transform(weaver(TestRules.rule("**$ByteBuddy$*", "*")), proxy))
                .isNotNull();
    }

    /** As Hibernate and Mockito make them. */
    private static DynamicType subclass(Class<?> type) {
        return new ByteBuddy()
                .subclass(type)
                .method(ElementMatchers.isDeclaredBy(type))
                .intercept(SuperMethodCall.INSTANCE)
                .make();
    }

    private String note(Rule rule) {
        return states(weave(rule)).get(0).note();
    }

    private static Rule rule(String type, String method) {
        return TestRules.rule(TARGETS + type, method);
    }

    private Weaver weave(Rule... rules) {
        Weaver weaver = weaver(rules);
        for (Class<?> type : RuleTargets.all()) {
            transform(weaver, type);
        }
        return weaver;
    }

    private Weaver weaver(Rule... rules) {
        return new Weaver(List.of(rules), true, TimingMode.DEFAULT, registry, new WeaveReport(log));
    }

    private List<RuleState> states(Weaver weaver) {
        return weaver.outcomes().explained(loaded);
    }

    private List<String> operations() {
        List<String> names = new ArrayList<>();
        for (int id = 1; id <= registry.count(); id++) {
            names.add(Objects.requireNonNull(registry.get(id)).name().replace(TARGETS, ""));
        }
        return names;
    }

    private byte @Nullable [] transform(Weaver weaver, Class<?> type) {
        String internalName = type.getName().replace('.', '/');
        return transform(weaver, internalName, Objects.requireNonNull(ClassFiles.read(application, internalName)));
    }

    private byte @Nullable [] transform(Weaver weaver, DynamicType type) {
        return transform(weaver, type.getTypeDescription().getInternalName(), type.getBytes());
    }

    private byte @Nullable [] transform(Weaver weaver, String internalName, byte[] classFile) {
        return weaver.weaving().transform(application, internalName, null, null, classFile);
    }
}
