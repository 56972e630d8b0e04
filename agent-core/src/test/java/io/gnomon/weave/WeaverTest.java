package io.gnomon.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gnomon.model.OperationRegistry;
import io.gnomon.rules.Rule;
import io.gnomon.rules.TimingMode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WeaverTest {

    private static final String ON_METHODS = AnnotatedTypes.OnMethods.class.getName();

    private final LogLines log = new LogLines();
    private final WeaveReport report = new WeaveReport(log);
    private final OperationRegistry registry = new OperationRegistry(Duration.ofSeconds(1));

    @Test
    void aClassIsWovenAndItsOperationsRegistered() {
        Weaver weaver = weaver();

        assertThat(transform(weaver, new Child(), ON_METHODS)).isNotNull();
        assertThat(registry.count()).isEqualTo(5);
        assertThat(registry.get("named")).isNotNull();
        assertThat(report.classesWoven()).isEqualTo(1);
        assertThat(report.methodsWoven()).isEqualTo(5);
        assertThat(report.leftAlone()).isEmpty();
    }

    @Test
    void aClassTransformedAgainKeepsItsOperationsAndIsCountedOnce() {
        Weaver weaver = weaver();
        ClassLoader loader = new Child();

        byte[] first = transform(weaver, loader, ON_METHODS);
        byte[] second = transform(weaver, loader, ON_METHODS);

        assertThat(second).isEqualTo(first);
        assertThat(registry.count()).isEqualTo(5);
        assertThat(report.classesWoven()).isEqualTo(1);
    }

    @Test
    void twoLoadersOfOneClassShareTheOperations() {
        Weaver weaver = weaver();

        assertThat(transform(weaver, new Child(), ON_METHODS)).isEqualTo(transform(weaver, new Child(), ON_METHODS));
        assertThat(registry.count()).isEqualTo(5);
        assertThat(report.classesWoven()).isEqualTo(2);
    }

    @Test
    void anApplicationsOwnCopyOfTheAnnotationCounts() {
        Map<String, byte[]> application = new HashMap<>();
        application.put("app.Annotated", annotated("app/Annotated", "Lio/gnomon/api/Monitored;"));
        ClassLoader withoutOurApi = new Resources(application, ClassLoader.getPlatformClassLoader());

        assertThat(transform(weaver(), withoutOurApi, "app.Annotated")).isNotNull();
        assertThat(registry.get("app.Annotated.run")).isNotNull();
    }

    @Test
    void aMissingSupertypeIsReportedOnceAndCountsAsNotAnnotated() {
        Map<String, byte[]> application = new HashMap<>();
        application.put("app.Orphan", orphan("app/Orphan"));
        application.put("app.Other", orphan("app/Other"));
        ClassLoader loader = new Resources(application, ClassLoader.getPlatformClassLoader());
        Weaver weaver = weaver();

        assertThat(transform(weaver, loader, "app.Orphan")).isNull();
        assertThat(transform(weaver, loader, "app.Other")).isNull();
        assertThat(log.lines())
                .hasSize(1)
                .first()
                .asString()
                .contains("app.Missing")
                .startsWith("info:");
    }

    @Test
    void aClassFileOlderThanJava5IsLeftAloneWithTheReason() {
        Map<String, byte[]> application = new HashMap<>();
        application.put("app.Old", plain("app/Old", Opcodes.V1_4));
        ClassLoader loader = new Resources(application, ClassLoader.getPlatformClassLoader());

        assertThat(transform(weaver(TestRules.rule("app.Old", "*")), loader, "app.Old"))
                .isNull();
        assertThat(report.classesLeftAlone()).isEqualTo(1);
        assertThat(report.leftAlone().get(0).reason()).contains("version 48");
    }

    @Test
    void aClassFileNewerThanTheWeaverKnowsIsWovenAndKeepsItsVersion() {
        Map<String, byte[]> application = new HashMap<>();
        application.put("app.New", plain("app/New", Opcodes.V17 + 60));
        ClassLoader loader = new Resources(application, ClassLoader.getPlatformClassLoader());

        byte[] woven = transform(weaver(TestRules.rule("app.New", "*")), loader, "app.New");

        assertThat(ClassFiles.version(Objects.requireNonNull(woven))).isEqualTo(Opcodes.V17 + 60);
    }

    @Test
    void aDamagedClassFileIsLeftAloneAndNothingIsThrown() {
        Weaver weaver = weaver(TestRules.rule("app.Damaged", "*"));

        assertThat(weaver.weaving()
                        .transform(new Child(), "app/Damaged", null, null, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9}))
                .isNull();
        assertThat(report.classesLeftAlone()).isEqualTo(1);
        assertThat(log.lines()).hasSize(1).first().asString().startsWith("warn: app.Damaged is left alone");
    }

    @Test
    void aClassWhoseLoaderDoesNotFindTheRecorderIsLeftAloneWithTheReason() {
        ClassLoader ownWays = new ClassLoader(WeaverTest.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (name.startsWith("java.lang.Gnomon")) {
                    throw new ClassNotFoundException(name);
                }
                return super.loadClass(name, resolve);
            }
        };

        assertThat(transform(weaver(), ownWays, ON_METHODS)).isNull();
        assertThat(registry.count()).isZero();
        assertThat(report.classesLeftAlone()).isEqualTo(1);
        assertThat(log.lines())
                .last()
                .asString()
                .startsWith("warn: " + ON_METHODS + " is left alone")
                .contains("java.lang.GnomonRecorder");
    }

    @Test
    void aClassWithoutAnInternalNameIsPassedOver() {
        assertThat(weaver().weaving().transform(null, null, null, null, new byte[0]))
                .isNull();
    }

    @Test
    void excludedClassesAreNotWovenAndARuleThatNamesOneIsReported() {
        Weaver weaver = weaver(TestRules.rule("java.lang.ThreadLocal", "*"));

        assertThat(transform(weaver, null, "java.lang.ThreadLocal")).isNull();
        weaver.install(new FakeInstrumentation().proxy());

        assertThat(report.classesWoven()).isZero();
        assertThat(log.lines())
                .containsExactly("warn: test.yaml:3: java.lang.ThreadLocal is never monitored, because the recorder"
                        + " itself calls it");
    }

    @Test
    void classesOfTheJdkCanBeMatchedByRules() {
        assertThat(transform(weaver(TestRules.rule("java.util.ArrayList", "add")), null, "java.util.ArrayList"))
                .isNotNull();
        assertThat(report.methodsWoven()).isEqualTo(3);
    }

    @Test
    void whatTheWeaverDoesOnAnApplicationsThreadIsNotRecorded() {
        Rule everything = TestRules.rule("io.gnomon.**", "*");
        Weaver weaver = weaver(everything);

        Recording recording = Recording.of(() -> {
            transform(weaver, new Child(), ON_METHODS);
            GnomonCall call = GnomonRecorder.enter(9);
            GnomonRecorder.exit(call);
            return null;
        });

        assertThat(recording.samples()).hasSize(1).allMatch(sample -> sample.caller() == 0);
    }

    @Test
    void classesLoadedBeforeAreTransformedAgainAndAtTheEndRestored() throws ClassNotFoundException {
        FakeInstrumentation instrumentation = new FakeInstrumentation();
        Class<?> annotated = Class.forName(ON_METHODS, false, new Child());
        Class<?> unrelated = Class.forName(AnnotatedTypes.NotAtAll.class.getName(), false, new Child());
        instrumentation.loaded = List.of(annotated, unrelated, String.class, int[].class);
        Weaver weaver = weaver();

        weaver.install(instrumentation.proxy());
        assertThat(instrumentation.transformers).hasSize(1);
        assertThat(instrumentation.transformedAgain).containsExactly(annotated);

        transform(weaver, annotated.getClassLoader(), ON_METHODS);
        instrumentation.transformedAgain.clear();
        weaver.uninstall();
        assertThat(instrumentation.transformers).isEmpty();
        assertThat(instrumentation.transformedAgain).containsExactly(annotated);
    }

    @Test
    void oneClassThatCannotBeTransformedAgainDoesNotKeepTheOthersFromIt() throws ClassNotFoundException {
        FakeInstrumentation instrumentation = new FakeInstrumentation();
        Class<?> refused = Class.forName(ON_METHODS, false, new Child());
        Class<?> accepted = Class.forName(AnnotatedTypes.AsAWhole.class.getName(), false, new Child());
        instrumentation.loaded = List.of(refused, accepted);
        instrumentation.refused = refused;

        weaver().install(instrumentation.proxy());

        assertThat(instrumentation.transformedAgain).containsExactly(accepted);
        assertThat(report.leftAlone())
                .extracting(WeaveReport.LeftAlone::className)
                .containsExactly(ON_METHODS);
    }

    @Test
    void aLoaderCanBeCollectedAfterItsClassesWereWoven() {
        Weaver weaver = weaver();
        WeakReference<ClassLoader> loader = new WeakReference<>(wovenIn(weaver));

        await().until(() -> {
            System.gc();
            return loader.refersTo(null);
        });
        assertThat(report.classesWoven()).isEqualTo(1);
    }

    private ClassLoader wovenIn(Weaver weaver) {
        ClassLoader loader = new Child();
        assertThat(transform(weaver, loader, AnnotatedTypes.StringPort.class.getName()))
                .isNotNull();
        return loader;
    }

    private Weaver weaver(Rule... rules) {
        return new Weaver(List.of(rules), true, TimingMode.DEFAULT, registry, report);
    }

    private static byte @Nullable [] transform(Weaver weaver, @Nullable ClassLoader loader, String className) {
        String internalName = className.replace('.', '/');
        byte[] classFile = Objects.requireNonNull(ClassFiles.read(loader, internalName));
        return weaver.weaving().transform(loader, internalName, null, null, classFile);
    }

    private static byte[] annotated(String name, String annotation) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
        MethodVisitor method = run(writer);
        method.visitAnnotation(annotation, true).visitEnd();
        return end(writer, method);
    }

    private static byte[] plain(String name, int version) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(version, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
        return end(writer, run(writer));
    }

    private static byte[] orphan(String name) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, "app/Missing", null);
        return end(writer, run(writer));
    }

    private static MethodVisitor run(ClassWriter writer) {
        return writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "run", "()V", null, null);
    }

    private static byte[] end(ClassWriter writer, MethodVisitor method) {
        method.visitCode();
        method.visitInsn(Opcodes.RETURN);
        method.visitMaxs(0, 0);
        method.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    /** Another loader than the weaver's own, whose classes are never woven; it finds the same resources. */
    private static final class Child extends ClassLoader {

        Child() {
            super(WeaverTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                if (known != null || !name.startsWith(AnnotatedTypes.class.getName())) {
                    return known == null ? super.loadClass(name, resolve) : known;
                }
                byte[] classFile = Objects.requireNonNull(ClassFiles.read(getParent(), name.replace('.', '/')));
                return defineClass(name, classFile, 0, classFile.length);
            }
        }
    }

    /** Gives class files from memory. */
    private static final class Resources extends ClassLoader {

        private final Map<String, byte[]> classFiles;

        Resources(Map<String, byte[]> classFiles, ClassLoader parent) {
            super(parent);
            this.classFiles = classFiles;
        }

        @Override
        public @Nullable InputStream getResourceAsStream(String resource) {
            String name = resource.replace('/', '.').replace(".class", "");
            byte[] classFile = classFiles.get(name);
            return classFile == null ? super.getResourceAsStream(resource) : new ByteArrayInputStream(classFile);
        }
    }

    /** Keeps what it is told. */
    private static final class FakeInstrumentation {

        private List<Class<?>> loaded = List.of();
        private @Nullable Class<?> refused;
        private final List<ClassFileTransformer> transformers = new ArrayList<>();
        private final List<Class<?>> transformedAgain = new ArrayList<>();

        Instrumentation proxy() {
            return (Instrumentation) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {Instrumentation.class},
                    (self, method, arguments) -> answer(method.getName(), arguments));
        }

        private Object answer(String method, Object[] arguments) throws UnmodifiableClassException {
            return switch (method) {
                case "getAllLoadedClasses" -> loaded.toArray(new Class<?>[0]);
                case "isModifiableClass" -> true;
                case "addTransformer" -> transformers.add((ClassFileTransformer) arguments[0]);
                case "removeTransformer" -> transformers.remove(arguments[0]);
                case "retransformClasses" -> transformAgain(List.of((Class<?>[]) arguments[0]));
                default -> throw new UnsupportedOperationException(method);
            };
        }

        private boolean transformAgain(List<Class<?>> classes) throws UnmodifiableClassException {
            if (refused != null && classes.contains(refused)) {
                throw new UnmodifiableClassException(refused.getName());
            }
            return transformedAgain.addAll(classes);
        }
    }
}
