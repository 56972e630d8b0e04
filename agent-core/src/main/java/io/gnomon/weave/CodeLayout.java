package io.gnomon.weave;

import static io.gnomon.weave.ClassFileBytes.u1;

import java.util.Arrays;

/** Where the instructions of a method are moved to by what is woven in: something first, and something before each return. */
final class CodeLayout {

    private final byte[] file;
    private final int code;
    private final int length;
    private final int[] moved;
    private final boolean complete;

    /**
     * @param code where the instructions begin
     * @param length how many bytes they take
     * @param first how many bytes come before the first
     * @param beforeReturn how many come before each return; what jumps to that jumps to these
     */
    CodeLayout(byte[] file, int code, int length, int first, int beforeReturn) {
        this.file = file;
        this.code = code;
        this.length = length;
        this.moved = new int[length + 1];
        this.complete = move(first, beforeReturn);
    }

    private boolean move(int first, int beforeReturn) {
        Arrays.fill(moved, -1);
        int to = first;
        int offset = 0;
        while (offset < length) {
            moved[offset] = to;
            int opcode = u1(file, code + offset);
            int bytes = Instructions.length(file, code, offset);
            if (bytes <= 0 || offset + bytes > length) {
                return false;
            }
            if (Instructions.isSwitch(opcode)) {
                to += Instructions.padding(to) - Instructions.padding(offset);
            } else if (Instructions.isReturn(opcode)) {
                to += beforeReturn;
            }
            to += bytes;
            offset += bytes;
        }
        moved[length] = to;
        return true;
    }

    /** Whether all instructions are such as can be moved. */
    boolean isComplete() {
        return complete;
    }

    /**
     * Where an instruction is moved to, or what is woven in before it; or the end of all.
     *
     * @throws IllegalArgumentException if no instruction begins there
     */
    int moved(int offset) {
        int to = moved[offset];
        if (to < 0) {
            throw new IllegalArgumentException("no instruction begins at " + offset);
        }
        return to;
    }
}
