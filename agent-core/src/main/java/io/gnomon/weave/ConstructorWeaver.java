package io.gnomon.weave;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Weaves a constructor: the call begins when {@code super(...)} or {@code this(...)} has returned.
 *
 * <p>Not before, because what those throw could then not be caught: from class file version 51 on, HotSpot refuses every
 * handler that covers such a call (tried on 17 and 25). When the call has ended, it wants the handler's frame to mark
 * {@code this} as not initialised, while no local holds an uninitialised {@code this} any longer. A call of ours begun
 * before would stay open for ever then, and become the parent of whatever the thread does next.
 *
 * <p>Which {@code <init>} call is the one on {@code this} is told by the objects created before and not yet initialised:
 * those of the straight code are counted here, those at a branch target are listed in its frame. Frames also tell whether
 * {@code this} is initialised; where they disagree with what was counted, the constructor is left alone. So is one with
 * branches before that call and without frames, as class files older than Java 7 may have it.
 */
final class ConstructorWeaver extends MethodWeaver {

    private final String method;
    private final boolean framesAreMandatory;

    /** The types of the objects created but not yet initialised, the latest last. */
    private final List<String> uninitialized = new ArrayList<>();

    /** By the label of its NEW instruction, as frames name it. */
    private final Map<Label, String> created = new HashMap<>();

    private @Nullable Label label;
    private boolean initialized;
    private boolean everInitialized;
    private boolean branched;
    private boolean framed;

    /** @param method name and descriptor */
    ConstructorWeaver(MethodVisitor target, String method, int operation, int maxLocals, int classVersion) {
        super(target, operation, maxLocals, classVersion);
        this.method = method;
        this.framesAreMandatory = classVersion >= Opcodes.V1_7;
    }

    @Override
    public void visitCode() {
        mv.visitCode();
    }

    @Override
    public void visitLabel(Label visited) {
        super.visitLabel(visited);
        label = visited;
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        super.visitTypeInsn(opcode, type);
        if (opcode == Opcodes.NEW) {
            uninitialized.add(type);
            if (label != null) {
                created.putIfAbsent(label, type);
                label = null;
            }
        }
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        if (initialized || opcode != Opcodes.INVOKESPECIAL || !name.equals("<init>")) {
            return;
        }
        int latest = uninitialized.lastIndexOf(owner);
        if (latest >= 0) {
            uninitialized.remove(latest);
            return;
        }
        if (branched && !framed && !framesAreMandatory) {
            throw unweavable("it branches before its call of another constructor, and its class file has no frames");
        }
        initialized = true;
        everInitialized = true;
        open();
    }

    @Override
    public void visitJumpInsn(int opcode, Label target) {
        super.visitJumpInsn(opcode, target);
        branched = true;
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label other, Label... targets) {
        super.visitTableSwitchInsn(min, max, other, targets);
        branched = true;
    }

    @Override
    public void visitLookupSwitchInsn(Label other, int[] keys, Label[] targets) {
        super.visitLookupSwitchInsn(other, keys, targets);
        branched = true;
    }

    @Override
    public void visitFrame(int type, int numLocal, Object[] local, int numStack, Object[] stack) {
        framed = true;
        if (!mentionsUninitializedThis(numLocal, local) && !mentionsUninitializedThis(numStack, stack)) {
            resume();
            super.visitFrame(type, numLocal, local, numStack, stack);
            return;
        }
        suspend();
        mv.visitFrame(type, numLocal, local, numStack, stack);
        Set<Object> seen = new HashSet<>();
        uninitialized.clear();
        read(numLocal, local, seen);
        read(numStack, stack, seen);
    }

    /** The code that follows is reached after the call of the other constructor. */
    private void resume() {
        if (!everInitialized) {
            throw unweavable("its code stands in an unknown order");
        }
        if (!initialized) {
            initialized = true;
            startRange();
        }
    }

    /** The code that follows is reached before the call of the other constructor, as where each branch calls one. */
    private void suspend() {
        if (initialized) {
            initialized = false;
            endRange();
        }
    }

    private static boolean mentionsUninitializedThis(int count, Object[] types) {
        for (int i = 0; i < count; i++) {
            if (types[i] == Opcodes.UNINITIALIZED_THIS) {
                return true;
            }
        }
        return false;
    }

    private void read(int count, Object[] types, Set<Object> seen) {
        for (int i = 0; i < count; i++) {
            if (seen.add(types[i]) && types[i] instanceof Label creation) {
                String type = created.get(creation);
                if (type == null) {
                    throw unweavable("its code stands in an unknown order");
                }
                uninitialized.add(type);
            }
        }
    }

    private UnweavableMethodException unweavable(String reason) {
        return new UnweavableMethodException(method, reason);
    }
}
