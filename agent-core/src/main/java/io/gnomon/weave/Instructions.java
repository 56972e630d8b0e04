package io.gnomon.weave;

import static io.gnomon.weave.ClassFileBytes.u1;
import static io.gnomon.weave.ClassFileBytes.u4;

import net.bytebuddy.jar.asm.Opcodes;

/** The instructions of a method (JVMS chapter 6), as far as it takes to move them. */
final class Instructions {

    /** Opcodes that ASM keeps to itself. The others are constants to the compiler: ASM is not loaded for them. */
    static final int LDC_W = 19;

    static final int ALOAD_0 = 42;
    static final int ASTORE_0 = 75;
    static final int WIDE = 196;
    static final int GOTO_W = 200;

    /** By opcode; 0: of varying length, or not known here: subroutines are none of today's compilers'. */
    private static final String LENGTHS = "11111111111111112323322222111111111111111111111111"
            + "11112222211111111111111111111111111111111111111111"
            + "11111111111111111111111111111111311111111111111111"
            + "11133333333333333300001111113333333553231133110433"
            + "50";

    private Instructions() {}

    static boolean isReturn(int opcode) {
        return opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
    }

    /** Whether it jumps by the two bytes behind it. */
    static boolean isJump(int opcode) {
        return (opcode >= Opcodes.IFEQ && opcode <= Opcodes.GOTO)
                || opcode == Opcodes.IFNULL
                || opcode == Opcodes.IFNONNULL;
    }

    static boolean isSwitch(int opcode) {
        return opcode == Opcodes.TABLESWITCH || opcode == Opcodes.LOOKUPSWITCH;
    }

    /** The bytes that fill up a switch, so that its table begins at a multiple of four. */
    static int padding(int offset) {
        return 3 - (offset & 3);
    }

    /**
     * How long an instruction is.
     *
     * @param code where the method's instructions begin
     * @param offset the instruction's own, from there
     * @return 0 if that is not known here
     */
    static int length(byte[] file, int code, int offset) {
        int at = code + offset;
        int opcode = u1(file, at);
        if (opcode == WIDE) {
            int wide = u1(file, at + 1);
            return wide == Opcodes.IINC ? 6 : wide == Opcodes.RET ? 0 : 4;
        }
        if (isSwitch(opcode)) {
            int table = at + 1 + padding(offset);
            return table - at + tableLength(file, opcode, table);
        }
        return opcode < LENGTHS.length() ? LENGTHS.charAt(opcode) - '0' : 0;
    }

    /** The bytes of a switch's table, which begins with the default. */
    static int tableLength(byte[] file, int opcode, int table) {
        return opcode == Opcodes.TABLESWITCH
                ? 12 + 4 * (u4(file, table + 8) - u4(file, table + 4) + 1)
                : 8 + 8 * u4(file, table + 4);
    }
}
