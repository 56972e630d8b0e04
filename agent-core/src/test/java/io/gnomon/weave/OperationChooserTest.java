package io.gnomon.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.model.OperationSpec;
import io.gnomon.rules.Rule;
import io.gnomon.rules.TimingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OperationChooserTest {

    private final LogLines log = new LogLines();
    private final WeaveReport report = new WeaveReport(log);

    @Test
    void annotatedMethodsAreChosenWithTheirValues() {
        Map<String, OperationSpec> chosen = choose(AnnotatedTypes.OnMethods.class);

        assertThat(chosen).containsOnlyKeys("<init>()V", "byValue()V", "withAllMembers()V", "mistaken()V", "hidden()V");
        assertThat(spec(chosen, "<init>()V").name()).isEqualTo(AnnotatedTypes.OnMethods.class.getName() + ".new");
        assertThat(spec(chosen, "byValue()V").name()).isEqualTo("given.byValue");
        OperationSpec full = spec(chosen, "withAllMembers()V");
        assertThat(full.name()).isEqualTo("named");
        assertThat(full.slowThreshold()).isEqualTo(Duration.ofMillis(250));
        assertThat(full.category()).isEqualTo("db");
        assertThat(full.mode()).isEqualTo(TimingMode.EXACT);
        assertThat(full.declaredBy()).isEqualTo("@Monitored");
    }

    @Test
    void aMistakeInAnAnnotationIsReportedOnceAndTheDefaultHolds() {
        choose(AnnotatedTypes.OnMethods.class);
        OperationSpec mistaken = spec(choose(AnnotatedTypes.OnMethods.class), "mistaken()V");

        assertThat(mistaken.name()).isEqualTo(AnnotatedTypes.OnMethods.class.getName() + ".mistaken");
        assertThat(mistaken.slowThreshold()).isNull();
        assertThat(log.lines()).hasSize(2).allMatch(line -> line.startsWith("warn: @Monitored of "));
        assertThat(log.lines()).anyMatch(line -> line.contains("'soon'")).anyMatch(line -> line.contains("{nobody}"));
    }

    @Test
    void aClassAnnotatedAsAWholeMeansWhatItDeclaresItself() {
        Map<String, OperationSpec> whole = choose(AnnotatedTypes.AsAWhole.class);

        assertThat(categories(whole))
                .containsExactly(
                        "<init>()V whole", "any()V whole", "lambda()Ljava/util/function/Supplier; whole", "own()V own");
    }

    @Test
    void aClassAnnotatedAsAWholeMeansNothingForItsSubclasses() {
        assertThat(categories(choose(AnnotatedTypes.SubOfAWhole.class))).containsExactly("own()V own");
    }

    @Test
    void metaAnnotationsCountAtAnyDepthAndInCycles() {
        assertThat(categories(choose(AnnotatedTypes.ByMeta.class)))
                .containsExactly("direct()V meta", "indirect()V meta");
    }

    @Test
    void otherAnnotationsMeanNothing() {
        assertThat(choose(AnnotatedTypes.NotAtAll.class)).isEmpty();
    }

    @Test
    void implementationsOfAnAnnotatedMethodAreFoundThroughGenerics() {
        assertThat(categories(choose(AnnotatedTypes.StringPort.class)))
                .containsExactly("handle(Ljava/lang/String;)V port");
        assertThat(categories(choose(AnnotatedTypes.SubOfStringPort.class)))
                .containsExactly("handle(Ljava/lang/String;)V port");
        assertThat(categories(choose(AnnotatedTypes.RawPort.class)))
                .containsExactly("handle(Ljava/lang/Object;)V port");
    }

    @Test
    void overridesWithANarrowerReturnTypeAreFoundButNotWhatOnlyLooksLikeOne() {
        assertThat(categories(choose(AnnotatedTypes.Covariant.class)))
                .containsExactly("step()Ljava/lang/String; template");
    }

    @Test
    void anInterfaceAnnotatedAsAWholeMeansItsImplementations() {
        assertThat(categories(choose(AnnotatedTypes.Service.class)))
                .containsExactly("fixed()I service", "twice()I service");
        assertThat(categories(choose(AnnotatedTypes.ServiceImpl.class))).containsExactly("call()I service");
    }

    @Test
    void theNearestAnnotationWins() {
        assertThat(categories(choose(AnnotatedTypes.Nearest.class)))
                .containsExactly("call()I service", "step()Ljava/lang/Object; own");
    }

    @Test
    void theFirstMatchingRuleWinsOverLaterOnesAndOverAnnotations() {
        String name = AnnotatedTypes.OnMethods.class.getName();
        Rule first = TestRules.rule(name, "unmarked", "first", TimingMode.DEFAULT);
        Rule off = TestRules.rule(name, "byValue", "", TimingMode.OFF);
        Rule unused = TestRules.rule(name, "absent");
        Rule last = TestRules.rule("io.gnomon.**", "*", "last", TimingMode.EXACT);

        Map<String, OperationSpec> chosen = choose(AnnotatedTypes.OnMethods.class, first, off, unused, last);

        assertThat(categories(chosen))
                .containsExactly(
                        "<init>()V ",
                        "hidden()V last",
                        "mistaken()V last",
                        "off()V last",
                        "unmarked()V first",
                        "withAllMembers()V last");
        assertThat(spec(chosen, "unmarked()V").declaredBy()).isEqualTo("test.yaml:3");
    }

    @Test
    void theDefaultModeStandsInWhereNoneIsDeclared() {
        Rule rule = TestRules.rule("**", "unmarked");
        OperationChooser chooser = new OperationChooser(List.of(rule), false, TimingMode.EXACT, report);

        Map<String, OperationSpec> chosen = chooser.choose(
                        new ClassSource(getClass().getClassLoader(), null),
                        internalName(AnnotatedTypes.OnMethods.class),
                        classFile(AnnotatedTypes.OnMethods.class))
                .operations();

        assertThat(chosen).containsOnlyKeys("unmarked()V");
        assertThat(spec(chosen, "unmarked()V").mode()).isEqualTo(TimingMode.EXACT);
    }

    @Test
    void withoutAnnotationsAClassThatNoRuleNamesIsPassedOverByItsName() {
        OperationChooser chooser =
                new OperationChooser(List.of(TestRules.rule("a.b.*", "*")), false, TimingMode.DEFAULT, report);

        assertThat(chooser.isIrrelevant(null, "a/c/D")).isTrue();
        assertThat(chooser.isIrrelevant(null, "a/b/C")).isFalse();
    }

    @Test
    void theClassesOfTheJdkAreNotReadForAnnotations() {
        OperationChooser chooser = new OperationChooser(List.of(), true, TimingMode.DEFAULT, report);

        assertThat(chooser.isIrrelevant(null, "java/util/ArrayList")).isTrue();
        assertThat(chooser.isIrrelevant(ClassLoader.getPlatformClassLoader(), "java/sql/Driver"))
                .isTrue();
        assertThat(chooser.isIrrelevant(getClass().getClassLoader(), "javax/servlet/Servlet"))
                .isFalse();
    }

    private Map<String, OperationSpec> choose(Class<?> type, Rule... rules) {
        OperationChooser chooser = new OperationChooser(List.of(rules), true, TimingMode.DEFAULT, report);
        return chooser.choose(new ClassSource(type.getClassLoader(), null), internalName(type), classFile(type))
                .operations();
    }

    private static byte[] classFile(Class<?> type) {
        return Objects.requireNonNull(ClassFiles.read(type.getClassLoader(), internalName(type)));
    }

    private static String internalName(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    private static OperationSpec spec(Map<String, OperationSpec> chosen, String method) {
        return Objects.requireNonNull(chosen.get(method), method);
    }

    private static List<String> categories(Map<String, OperationSpec> chosen) {
        List<String> categories = new ArrayList<>();
        chosen.forEach((method, spec) -> categories.add(method + " " + spec.category()));
        Collections.sort(categories);
        return categories;
    }
}
