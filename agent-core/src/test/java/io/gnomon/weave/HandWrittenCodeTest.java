package io.gnomon.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weaves code that today's javac does not write, but that the JVM runs. */
class HandWrittenCodeTest {

    private static final String NAME = "HandWritten";

    @Test
    void aLoopBackToTheFirstInstructionEntersOnce() {
        byte[] classFile = classFile(Opcodes.V17, "(I)I", method -> {
            Label start = new Label();
            method.visitLabel(start);
            method.visitFrame(Opcodes.F_NEW, 1, new Object[] {Opcodes.INTEGER}, 0, new Object[0]);
            method.visitIincInsn(0, -1);
            method.visitVarInsn(Opcodes.ILOAD, 0);
            method.visitJumpInsn(Opcodes.IFGT, start);
            method.visitVarInsn(Opcodes.ILOAD, 0);
            method.visitInsn(Opcodes.IRETURN);
            method.visitMaxs(1, 1);
        });

        Recording run = call(classFile, 5);

        assertThat(run.result()).isEqualTo(0);
        assertThat(run.samples()).hasSize(1);
    }

    @Test
    void aMethodThatNeverReturnsEndsWithItsException() {
        byte[] classFile = classFile(Opcodes.V17, "(I)I", method -> {
            Label start = new Label();
            method.visitLabel(start);
            method.visitFrame(Opcodes.F_NEW, 1, new Object[] {Opcodes.INTEGER}, 0, new Object[0]);
            method.visitInsn(Opcodes.ICONST_1);
            method.visitVarInsn(Opcodes.ILOAD, 0);
            method.visitInsn(Opcodes.IDIV);
            method.visitInsn(Opcodes.POP);
            method.visitIincInsn(0, -1);
            method.visitJumpInsn(Opcodes.GOTO, start);
            method.visitMaxs(2, 1);
        });

        Recording run = call(classFile, 5);

        assertThat(run.thrown()).hasRootCauseInstanceOf(ArithmeticException.class);
        assertThat(run.samples()).hasSize(1).allMatch(Recording.Sample::failed);
    }

    @Test
    void unreachableCodeWithADeeperStackStaysLegal() {
        byte[] classFile = classFile(Opcodes.V17, "(I)I", method -> {
            method.visitInsn(Opcodes.ICONST_1);
            method.visitInsn(Opcodes.IRETURN);
            Label dead = new Label();
            method.visitLabel(dead);
            Object[] stack = {Opcodes.INTEGER, Opcodes.LONG, Opcodes.LONG};
            method.visitFrame(Opcodes.F_NEW, 1, new Object[] {Opcodes.INTEGER}, 3, stack);
            method.visitInsn(Opcodes.LADD);
            method.visitInsn(Opcodes.POP2);
            method.visitInsn(Opcodes.IRETURN);
            method.visitMaxs(5, 1);
        });

        assertThat(call(classFile, 0).result()).isEqualTo(1);
    }

    @Test
    void aParameterSlotMayBecomeHalfOfALong() {
        byte[] classFile = classFile(Opcodes.V17, "(I)I", method -> {
            Label end = new Label();
            method.visitInsn(Opcodes.LCONST_1);
            method.visitVarInsn(Opcodes.LSTORE, 0);
            method.visitJumpInsn(Opcodes.GOTO, end);
            method.visitLabel(end);
            method.visitFrame(Opcodes.F_NEW, 1, new Object[] {Opcodes.LONG}, 0, new Object[0]);
            method.visitVarInsn(Opcodes.LLOAD, 0);
            method.visitInsn(Opcodes.L2I);
            method.visitInsn(Opcodes.IRETURN);
            method.visitMaxs(2, 2);
        });

        assertThat(call(classFile, 9).result()).isEqualTo(1);
    }

    @Test
    void aMethodMayHaveMoreThan255Locals() {
        byte[] classFile = classFile(Opcodes.V17, "(I)I", method -> {
            Label end = new Label();
            for (int local = 1; local < 400; local++) {
                method.visitVarInsn(Opcodes.ILOAD, local - 1);
                method.visitVarInsn(Opcodes.ISTORE, local);
            }
            method.visitJumpInsn(Opcodes.GOTO, end);
            method.visitLabel(end);
            method.visitFrame(Opcodes.F_NEW, 1, new Object[] {Opcodes.INTEGER}, 0, new Object[0]);
            method.visitVarInsn(Opcodes.ILOAD, 0);
            method.visitInsn(Opcodes.IRETURN);
            method.visitMaxs(1, 400);
        });

        Recording run = call(classFile, 7);

        assertThat(run.result()).isEqualTo(7);
        assertThat(run.samples()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {Opcodes.V1_5, Opcodes.V1_6})
    void subroutinesOfOldCompilersAreWoven(int version) {
        byte[] classFile = classFile(version, "(I)I", method -> {
            Label subroutine = new Label();
            method.visitJumpInsn(Opcodes.JSR, subroutine);
            method.visitJumpInsn(Opcodes.JSR, subroutine);
            method.visitVarInsn(Opcodes.ILOAD, 0);
            method.visitInsn(Opcodes.IRETURN);
            method.visitLabel(subroutine);
            method.visitVarInsn(Opcodes.ASTORE, 1);
            method.visitIincInsn(0, 10);
            method.visitVarInsn(Opcodes.RET, 1);
            method.visitMaxs(1, 2);
        });

        Recording run = call(classFile, 1);

        assertThat(run.result()).isEqualTo(21);
        assertThat(run.samples()).hasSize(1);
    }

    @Test
    void aMethodThatWouldOutgrow64KilobytesIsLeftAlone() {
        WovenClassLoader loader = loader(classFile(Opcodes.V17, "(I)I", method -> nops(method, 65_530)));

        Recording run = call(loader, 3);

        assertThat(run.result()).isEqualTo(3);
        assertThat(run.samples()).isEmpty();
        assertThat(loader.leftAlone()).containsOnlyKeys(NAME + ".run(I)I");
        assertThat(loader.leftAlone().values()).allMatch(reason -> reason.contains("64 KB"));
    }

    @Test
    void aMethodThatWouldOutgrowTheCompilerIsLeftAlone() {
        WovenClassLoader loader = loader(classFile(Opcodes.V17, "(I)I", method -> nops(method, 7_995)));

        Recording run = call(loader, 3);

        assertThat(run.result()).isEqualTo(3);
        assertThat(run.samples()).isEmpty();
        assertThat(loader.leftAlone().values()).allMatch(reason -> reason.contains("8000"));
    }

    @Test
    void aLargeMethodIsWovenIfItWasNeverCompiledAnyway() {
        WovenClassLoader loader = loader(classFile(Opcodes.V17, "(I)I", method -> nops(method, 60_000)));

        Recording run = call(loader, 3);

        assertThat(run.samples()).hasSize(1);
        assertThat(loader.leftAlone()).isEmpty();
    }

    @Test
    void aConstructorMayCallOneOfSeveralOthers() {
        WovenClassLoader loader = loader(constructor(Opcodes.V17, true));

        for (int argument : List.of(0, 1)) {
            Recording run = Recording.of(() ->
                    Class.forName(NAME, true, loader).getConstructor(int.class).newInstance(argument));
            assertThat(run.result()).isNotNull();
            assertThat(run.samples()).hasSize(1);
        }
        assertThat(loader.leftAlone()).isEmpty();
    }

    @Test
    void aConstructorThatBranchesFirstAndHasNoFramesIsLeftAlone() {
        WovenClassLoader loader = loader(constructor(Opcodes.V1_5, false));

        Recording run = Recording.of(() ->
                Class.forName(NAME, true, loader).getConstructor(int.class).newInstance(1));

        assertThat(run.result()).isNotNull();
        assertThat(run.samples()).isEmpty();
        assertThat(loader.leftAlone()).containsOnlyKeys(NAME + ".<init>(I)V");
    }

    private static void nops(MethodVisitor method, int count) {
        for (int i = 0; i < count; i++) {
            method.visitInsn(Opcodes.NOP);
        }
        method.visitVarInsn(Opcodes.ILOAD, 0);
        method.visitInsn(Opcodes.IRETURN);
        method.visitMaxs(1, 1);
    }

    private static Recording call(byte[] classFile, int argument) {
        return call(loader(classFile), argument);
    }

    private static Recording call(WovenClassLoader loader, int argument) {
        return Recording.of(() -> Class.forName(NAME, true, loader)
                .getDeclaredMethod("run", int.class)
                .invoke(null, argument));
    }

    private static WovenClassLoader loader(byte[] classFile) {
        return new WovenClassLoader(Map.of(NAME, classFile), HandWrittenCodeTest.class.getClassLoader(), 1);
    }

    private static byte[] classFile(int version, String descriptor, Code code) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(version, Opcodes.ACC_PUBLIC, NAME, null, "java/lang/Object", null);
        MethodVisitor method =
                writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "run", descriptor, null, null);
        method.visitCode();
        code.write(method);
        method.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    /** A constructor that calls super() in each of two branches. */
    private static byte[] constructor(int version, boolean frames) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(version, Opcodes.ACC_PUBLIC, NAME, null, "java/lang/Object", null);
        MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "(I)V", null, null);
        method.visitCode();
        Label other = new Label();
        Label end = new Label();
        method.visitVarInsn(Opcodes.ILOAD, 1);
        method.visitJumpInsn(Opcodes.IFEQ, other);
        superCall(method);
        method.visitJumpInsn(Opcodes.GOTO, end);
        method.visitLabel(other);
        if (frames) {
            Object[] before = {Opcodes.UNINITIALIZED_THIS, Opcodes.INTEGER};
            method.visitFrame(Opcodes.F_NEW, 2, before, 0, new Object[0]);
        }
        superCall(method);
        method.visitLabel(end);
        if (frames) {
            method.visitFrame(Opcodes.F_NEW, 2, new Object[] {NAME, Opcodes.INTEGER}, 0, new Object[0]);
        }
        method.visitInsn(Opcodes.RETURN);
        method.visitMaxs(1, 2);
        method.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static void superCall(MethodVisitor method) {
        method.visitVarInsn(Opcodes.ALOAD, 0);
        method.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    }

    private interface Code {
        void write(MethodVisitor method);
    }
}
