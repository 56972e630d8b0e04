package io.gnomon.weave;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;

/**
 * How many locals methods use (JVMS sections 4.5 to 4.7.3). A method's weaver has to know it before the first instruction,
 * but a visitor is told behind the last; and to have all instructions read for that is half of the work of weaving.
 */
final class MaxLocals {

    /** Bytes before a member's or an attribute's attributes or content. */
    private static final int MEMBER = 8;

    private static final int ATTRIBUTE = 6;

    private final ClassReader file;
    private final char[] buffer;

    private MaxLocals(ClassReader file) {
        this.file = file;
        this.buffer = new char[file.getMaxStringLength()];
    }

    /**
     * Those of these methods that have code.
     *
     * @param methods names and descriptors ("run()V")
     * @throws RuntimeException if the class file is malformed
     */
    static Map<String, Integer> of(ClassReader file, Set<String> methods) {
        return new MaxLocals(file).read(methods);
    }

    private Map<String, Integer> read(Set<String> methods) {
        Map<String, Integer> found = new HashMap<>();
        int at = file.header + MEMBER + 2 * file.readUnsignedShort(file.header + 6);
        int fields = file.readUnsignedShort(at);
        at += 2;
        for (int field = 0; field < fields; field++) {
            at = behindMember(at);
        }
        int count = file.readUnsignedShort(at);
        at += 2;
        for (int method = 0; method < count; method++) {
            String name = file.readUTF8(at + 2, buffer).concat(file.readUTF8(at + 4, buffer));
            if (methods.contains(name)) {
                putLocals(at, name, found);
            }
            at = behindMember(at);
        }
        return found;
    }

    private void putLocals(int member, String name, Map<String, Integer> found) {
        int at = member + MEMBER;
        for (int attribute = file.readUnsignedShort(at - 2); attribute > 0; attribute--) {
            if (file.readUTF8(at, buffer).equals("Code")) {
                found.put(name, file.readUnsignedShort(at + ATTRIBUTE + 2));
            }
            at = behindAttribute(at);
        }
    }

    private int behindMember(int member) {
        int at = member + MEMBER;
        for (int attribute = file.readUnsignedShort(at - 2); attribute > 0; attribute--) {
            at = behindAttribute(at);
        }
        return at;
    }

    private int behindAttribute(int attribute) {
        return attribute + ATTRIBUTE + file.readInt(attribute + 2);
    }
}
