package io.gnomon.weave;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Weaves one method:
 *
 * <pre>
 *   GnomonCall call = GnomonRecorder.enter(operation);
 *   try { body; each return: GnomonRecorder.exit(call) } catch (Throwable t) { GnomonRecorder.fail(t, call); throw t; }
 * </pre>
 *
 * <p>As javac does for {@code finally}, the handler covers the body but neither {@code enter} nor the {@code exit} and
 * return sequences: what fails in the recorder is not taken for the body's failure, and no call ends twice. The handler is
 * the last in the table, so that the method's own handlers come first.
 *
 * <p>The call lives in a new local behind all others. Placing it right behind the parameters would save a byte at some
 * returns, but cost one at each access to the locals that it pushes beyond slot 3, and it fails where a method uses a
 * parameter's slot for a wider value. Behind all others, no instruction of the method changes.
 */
class MethodWeaver extends MethodVisitor {

    static final String RECORDER = "java/lang/GnomonRecorder";
    static final String CALL = "java/lang/GnomonCall";
    static final String ENTER = "(I)L" + CALL + ";";
    static final String EXIT = "(L" + CALL + ";)V";
    static final String FAIL = "(Ljava/lang/Throwable;L" + CALL + ";)V";

    /** HotSpot never compiles a method longer than this (HugeMethodLimit). */
    static final int LONGEST_COMPILED = 8000;

    /** So many locals a method can have. */
    static final int MAX_LOCALS = 65_535;

    /** What the handler needs: the Throwable twice, and the call. */
    static final int HANDLER_STACK = 3;

    /** Bytes that an access to {@code call}, in its longest form, and a call of the recorder take. */
    private static final int LONGEST_CALL = 4 + 3;

    private final int operation;
    private final int call;
    private final boolean frames;
    private final List<Label> starts = new ArrayList<>();
    private final List<Label> ends = new ArrayList<>();
    private @Nullable Label start;
    private int bytesAdded;
    private int bytes;

    /**
     * @param target the method's writer; nothing may come between, because the labels' offsets are read from it
     * @param operation the operation's id
     * @param maxLocals how many slots the method used before; below 65535
     * @param classVersion the class file's major version
     */
    MethodWeaver(MethodVisitor target, int operation, int maxLocals, int classVersion) {
        super(ClassFiles.ASM_API, target);
        this.operation = operation;
        this.call = maxLocals;
        this.frames = classVersion >= Opcodes.V1_6;
    }

    /** Whether the code was no longer than {@code limit} bytes, and is now. Known at the end. */
    boolean outgrows(int limit) {
        return bytes > limit && bytes - bytesAdded <= limit;
    }

    /** Before the first label, so that a loop back to the method's first instruction does not enter again. */
    @Override
    public void visitCode() {
        super.visitCode();
        open();
    }

    /** Begins the call here; what follows is covered by the handler. */
    final void open() {
        push(operation);
        recorder("enter", ENTER);
        super.visitVarInsn(Opcodes.ASTORE, call);
        bytesAdded += LONGEST_CALL;
        startRange();
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode < Opcodes.IRETURN || opcode > Opcodes.RETURN) {
            super.visitInsn(opcode);
            return;
        }
        endRange();
        super.visitVarInsn(Opcodes.ALOAD, call);
        recorder("exit", EXIT);
        super.visitInsn(opcode);
        bytesAdded += LONGEST_CALL;
        startRange();
    }

    @Override
    public void visitFrame(int type, int numLocal, Object[] local, int numStack, Object[] stack) {
        withCall(numLocal, local, numStack, stack);
    }

    /** Adds the call to a frame. Frames come expanded: all locals, a long or double as one. */
    private void withCall(int numLocal, Object[] local, int numStack, Object[] stack) {
        Object[] locals = new Object[numLocal + call + 1];
        int slots = 0;
        for (int i = 0; i < numLocal; i++) {
            locals[i] = local[i];
            slots += local[i] == Opcodes.LONG || local[i] == Opcodes.DOUBLE ? 2 : 1;
        }
        int count = numLocal;
        while (slots++ < call) {
            locals[count++] = Opcodes.TOP;
        }
        locals[count++] = CALL;
        super.visitFrame(Opcodes.F_NEW, count, locals, numStack, stack);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        endRange();
        if (!starts.isEmpty()) {
            handler();
        }
        Label end = new Label();
        super.visitLabel(end);
        bytes = end.getOffset();
        super.visitMaxs(Math.max(maxStack + 1, starts.isEmpty() ? 0 : HANDLER_STACK), call + 1);
    }

    private void handler() {
        Label handler = new Label();
        for (int i = 0; i < starts.size(); i++) {
            super.visitTryCatchBlock(starts.get(i), ends.get(i), handler, null);
        }
        super.visitLabel(handler);
        if (frames) {
            withCall(0, new Object[0], 1, new Object[] {"java/lang/Throwable"});
        }
        super.visitInsn(Opcodes.DUP);
        super.visitVarInsn(Opcodes.ALOAD, call);
        recorder("fail", FAIL);
        super.visitInsn(Opcodes.ATHROW);
        bytesAdded += LONGEST_CALL + 2;
    }

    final void startRange() {
        start = new Label();
        super.visitLabel(start);
    }

    /** An empty range is illegal, and nothing can be thrown there. */
    final void endRange() {
        Label begun = start;
        Label end = new Label();
        super.visitLabel(end);
        if (begun != null && begun.getOffset() < end.getOffset()) {
            starts.add(begun);
            ends.add(end);
        }
        start = null;
    }

    private void push(int value) {
        if (value <= 5) {
            super.visitInsn(Opcodes.ICONST_0 + value);
        } else if (value <= Byte.MAX_VALUE) {
            super.visitIntInsn(Opcodes.BIPUSH, value);
        } else if (value <= Short.MAX_VALUE) {
            super.visitIntInsn(Opcodes.SIPUSH, value);
        } else {
            super.visitLdcInsn(value);
        }
        bytesAdded += 3;
    }

    private void recorder(String method, String descriptor) {
        super.visitMethodInsn(Opcodes.INVOKESTATIC, RECORDER, method, descriptor, false);
    }
}
