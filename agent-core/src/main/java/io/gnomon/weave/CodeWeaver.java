package io.gnomon.weave;

import static io.gnomon.weave.ClassFileBytes.ATTRIBUTE;
import static io.gnomon.weave.ClassFileBytes.s2;
import static io.gnomon.weave.ClassFileBytes.u1;
import static io.gnomon.weave.ClassFileBytes.u2;
import static io.gnomon.weave.ClassFileBytes.u4;

import java.util.Arrays;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the code of one method, byte for byte; {@link MethodWeaver} says what is woven, and does the same through a library
 * for methods that are beyond this one. A library must understand all of a method to write it anew. Here instructions are
 * moved, and what refers to them by their place is moved with them.
 */
final class CodeWeaver {

    private static final int LONGEST = 65_535;

    /** Numbers of locals and constants from here on take two bytes. */
    private static final int WIDE = 256;

    private static final int INVOCATION = 3;

    private final byte[] file;
    private final ConstantPool pool;
    private final RecorderConstants recorder;
    private final int attribute;
    private final int code;
    private final int length;

    /** The local of the running call: behind all others. */
    private final int call;

    private final ByteOutput out;

    /** Where code begins in {@link #out}. */
    private int codeOut;

    /** What the handler covers: begin and end of each range. */
    private int[] ranges = new int[8];

    private int rangesSize;

    /**
     * Reads how much there is to weave.
     *
     * @param attribute where the method's Code attribute begins
     * @throws RuntimeException if the code is malformed
     */
    CodeWeaver(byte[] file, ConstantPool pool, RecorderConstants recorder, int attribute) {
        this.file = file;
        this.pool = pool;
        this.recorder = recorder;
        this.attribute = attribute;
        int content = attribute + ATTRIBUTE;
        this.call = u2(file, content + 2);
        this.length = u4(file, content + 4);
        this.code = content + 8;
        // Room is made for as many instructions as the file says, which is not to be believed.
        if (length < 0 || length > file.length - code) {
            throw new IllegalArgumentException("code is longer than the class file");
        }
        this.out = new ByteOutput(u4(file, attribute + 2) + 256);
    }

    /**
     * Weaves.
     *
     * @param thisClass the constant of the method's class; 0 for a static method
     * @return the attribute; null if that is beyond this weaver
     * @throws RuntimeException if the code is malformed
     */
    @Nullable
    ByteOutput weave(int operation, int thisClass, String descriptor) {
        if (call == MethodWeaver.MAX_LOCALS) {
            return null;
        }
        int push = pushLength(operation);
        CodeLayout layout =
                new CodeLayout(file, code, length, push + INVOCATION + accessLength(), accessLength() + INVOCATION);
        if (!layout.isComplete()) {
            return null;
        }
        out.copy(file, attribute, 2);
        out.u4(0);
        int content = out.size();
        out.u2(0);
        out.u2(call + 1);
        out.u4(0);
        codeOut = out.size();
        if (!writeCode(layout, operation)) {
            return null;
        }
        int handler = out.size() - codeOut;
        boolean handled = rangesSize > 0;
        if (handled) {
            writeHandler();
        }
        int written = out.size() - codeOut;
        if (written > LONGEST || (written > MethodWeaver.LONGEST_COMPILED && length <= MethodWeaver.LONGEST_COMPILED)) {
            return null;
        }
        out.u2At(content, Math.max(u2(file, attribute + ATTRIBUTE) + 1, handled ? MethodWeaver.HANDLER_STACK : 0));
        out.u4At(content + 4, written);
        int at = writeExceptions(layout, handler);
        if (!writeAttributes(layout, at, handled ? handler : -1, thisClass, descriptor)) {
            return null;
        }
        out.u4At(content - 4, out.size() - content);
        return out;
    }

    private int pushLength(int operation) {
        if (operation <= 5) {
            return 1;
        }
        if (operation > Short.MAX_VALUE) {
            return pool.addInteger(operation) < WIDE ? 2 : 3;
        }
        return operation <= Byte.MAX_VALUE ? 2 : 3;
    }

    private void push(int operation) {
        if (operation <= 5) {
            out.u1(Opcodes.ICONST_0 + operation);
        } else if (operation <= Byte.MAX_VALUE) {
            out.u1(Opcodes.BIPUSH);
            out.u1(operation);
        } else if (operation <= Short.MAX_VALUE) {
            out.u1(Opcodes.SIPUSH);
            out.u2(operation);
        } else {
            pushConstant(pool.addInteger(operation));
        }
    }

    private void pushConstant(int constant) {
        if (constant < WIDE) {
            out.u1(Opcodes.LDC);
            out.u1(constant);
        } else {
            out.u1(Instructions.LDC_W);
            out.u2(constant);
        }
    }

    private int accessLength() {
        return call < 4 ? 1 : call < WIDE ? 2 : 4;
    }

    /** Loads or stores the running call. */
    private void access(int opcode, int firstShort) {
        if (call < 4) {
            out.u1(firstShort + call);
        } else if (call < WIDE) {
            out.u1(opcode);
            out.u1(call);
        } else {
            out.u1(Instructions.WIDE);
            out.u1(opcode);
            out.u2(call);
        }
    }

    private void invoke(int method) {
        out.u1(Opcodes.INVOKESTATIC);
        out.u2(method);
    }

    private boolean writeCode(CodeLayout layout, int operation) {
        push(operation);
        invoke(recorder.enter());
        access(Opcodes.ASTORE, Instructions.ASTORE_0);
        int covered = out.size() - codeOut;
        int offset = 0;
        while (offset < length) {
            if (out.size() - codeOut != layout.moved(offset)) {
                throw new IllegalStateException("an instruction is not where it was to be");
            }
            int opcode = u1(file, code + offset);
            int bytes = Instructions.length(file, code, offset);
            if (Instructions.isReturn(opcode)) {
                cover(covered, layout.moved(offset));
                access(Opcodes.ALOAD, Instructions.ALOAD_0);
                invoke(recorder.exit());
                out.u1(opcode);
                covered = out.size() - codeOut;
            } else if (Instructions.isJump(opcode)) {
                int distance = layout.moved(offset + s2(file, code + offset + 1)) - layout.moved(offset);
                if (distance != (short) distance) {
                    return false;
                }
                out.u1(opcode);
                out.u2(distance);
            } else if (opcode == Instructions.GOTO_W) {
                out.u1(opcode);
                out.u4(distance(layout, offset, code + offset + 1));
            } else if (Instructions.isSwitch(opcode)) {
                writeSwitch(layout, opcode, offset);
            } else {
                out.copy(file, code + offset, bytes);
            }
            offset += bytes;
        }
        cover(covered, out.size() - codeOut);
        return true;
    }

    /** Where it jumps to by the four bytes at {@code at}. */
    private int distance(CodeLayout layout, int offset, int at) {
        return layout.moved(offset + u4(file, at)) - layout.moved(offset);
    }

    private void writeSwitch(CodeLayout layout, int opcode, int offset) {
        int table = code + offset + 1 + Instructions.padding(offset);
        int end = table + Instructions.tableLength(file, opcode, table);
        out.u1(opcode);
        for (int padding = Instructions.padding(layout.moved(offset)); padding > 0; padding--) {
            out.u1(0);
        }
        out.u4(distance(layout, offset, table));
        boolean lookup = opcode == Opcodes.LOOKUPSWITCH;
        int cases = table + (lookup ? 8 : 12);
        out.copy(file, table + 4, cases - table - 4);
        for (int at = cases; at < end; at += lookup ? 8 : 4) {
            if (lookup) {
                out.copy(file, at, 4);
            }
            out.u4(distance(layout, offset, lookup ? at + 4 : at));
        }
    }

    /** An empty range is illegal, and nothing can be thrown there. */
    private void cover(int from, int to) {
        if (from == to) {
            return;
        }
        if (rangesSize == ranges.length) {
            ranges = Arrays.copyOf(ranges, 2 * rangesSize);
        }
        ranges[rangesSize++] = from;
        ranges[rangesSize++] = to;
    }

    private void writeHandler() {
        out.u1(Opcodes.DUP);
        access(Opcodes.ALOAD, Instructions.ALOAD_0);
        invoke(recorder.fail());
        out.u1(Opcodes.ATHROW);
    }

    /** The handler comes last, so that the method's own come first. Returns where the table ends in the file. */
    private int writeExceptions(CodeLayout layout, int handler) {
        int at = code + length;
        int count = u2(file, at);
        at += 2;
        out.u2(count + rangesSize / 2);
        for (int entry = 0; entry < count; entry++) {
            out.u2(layout.moved(u2(file, at)));
            out.u2(layout.moved(u2(file, at + 2)));
            out.u2(layout.moved(u2(file, at + 4)));
            out.copy(file, at + 6, 2);
            at += 8;
        }
        for (int range = 0; range < rangesSize; range += 2) {
            out.u2(ranges[range]);
            out.u2(ranges[range + 1]);
            out.u2(handler);
            out.u2(0);
        }
        return at;
    }

    /** @param handler -1 if there is none */
    private boolean writeAttributes(CodeLayout layout, int from, int handler, int thisClass, String descriptor) {
        int count = u2(file, from);
        int countOut = out.size();
        out.u2(count);
        boolean framed = false;
        int at = from + 2;
        for (int number = 0; number < count; number++) {
            int content = at + ATTRIBUTE;
            switch (pool.text(u2(file, at))) {
                case "LineNumberTable" -> writeLines(layout, at);
                case "LocalVariableTable", "LocalVariableTypeTable" -> writeVariables(layout, at);
                case "StackMapTable" -> {
                    framed = true;
                    StackMapWeaver frames = new StackMapWeaver(file, pool, recorder, layout, call);
                    frames.move(content, thisClass, descriptor);
                    write(u2(file, at), frames, handler);
                }
                default -> {
                    return false;
                }
            }
            at = ClassFileBytes.behindAttribute(file, at);
        }
        if (!framed && handler >= 0) {
            out.u2At(countOut, count + 1);
            write(recorder.stackMapTable(), new StackMapWeaver(file, pool, recorder, layout, call), handler);
        }
        return true;
    }

    private void write(int name, StackMapWeaver frames, int handler) {
        if (handler >= 0) {
            frames.addHandler(handler);
        }
        ByteOutput table = frames.table();
        out.u2(name);
        out.u4(table.size());
        out.copy(table);
    }

    private void writeLines(CodeLayout layout, int lines) {
        int content = lines + ATTRIBUTE;
        int end = content + u4(file, lines + 2);
        out.copy(file, lines, ATTRIBUTE + 2);
        for (int at = content + 2; at < end; at += 4) {
            out.u2(layout.moved(u2(file, at)));
            out.copy(file, at + 2, 2);
        }
    }

    private void writeVariables(CodeLayout layout, int variables) {
        int content = variables + ATTRIBUTE;
        int end = content + u4(file, variables + 2);
        out.copy(file, variables, ATTRIBUTE + 2);
        for (int at = content + 2; at < end; at += 10) {
            int start = u2(file, at);
            int moved = layout.moved(start);
            out.u2(moved);
            out.u2(layout.moved(start + u2(file, at + 2)) - moved);
            out.copy(file, at + 4, 6);
        }
    }
}
