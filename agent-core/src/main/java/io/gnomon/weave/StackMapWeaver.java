package io.gnomon.weave;

import static io.gnomon.weave.ClassFileBytes.u1;
import static io.gnomon.weave.ClassFileBytes.u2;

import java.util.Arrays;

/**
 * Moves the frames of one method (JVMS section 4.7.4) to where its instructions are moved, and adds the running call to their
 * locals, behind all others. A frame says how it differs from the one before, and so it stays, unless its locals change.
 */
final class StackMapWeaver {

    private static final int TOP = 0;
    private static final int INTEGER = 1;
    private static final int FLOAT = 2;
    private static final int DOUBLE = 3;
    private static final int LONG = 4;
    private static final int OBJECT = 7;
    private static final int UNINITIALIZED = 8;

    private static final int SAME_STACK_OF_ONE = 64;
    private static final int RESERVED = 128;
    private static final int SAME_STACK_OF_ONE_EXTENDED = 247;
    private static final int SAME_EXTENDED = 251;
    private static final int FULL = 255;

    private final byte[] file;
    private final ConstantPool pool;
    private final RecorderConstants recorder;
    private final CodeLayout layout;
    private final int call;
    private final ByteOutput out = new ByteOutput(128);

    /** The locals of the frame before, as the class file has them: tags, and what belongs to them. */
    private int[] tags = new int[8];

    private int[] values = new int[8];
    private int size;

    private int offset = -1;
    private int movedOffset = -1;
    private int frames;

    /** @param call the local of the running call */
    StackMapWeaver(byte[] file, ConstantPool pool, RecorderConstants recorder, CodeLayout layout, int call) {
        this.file = file;
        this.pool = pool;
        this.recorder = recorder;
        this.layout = layout;
        this.call = call;
        out.u2(0);
    }

    /**
     * Moves the frames of a table.
     *
     * @param thisClass the constant of the method's class; 0 for a static method
     * @throws IllegalArgumentException if the table is malformed
     */
    void move(int table, int thisClass, String descriptor) {
        readDescriptor(thisClass, descriptor);
        int at = table + 2;
        for (int frame = u2(file, table); frame > 0; frame--) {
            at = moveFrame(at);
        }
    }

    /** Adds the frame of the handler of whatever leaves the method: behind all others. */
    void addHandler(int handler) {
        size = 0;
        writeFull(handler);
        out.u2(1);
        out.u1(OBJECT);
        out.u2(recorder.throwable());
    }

    /** The attribute's content. */
    ByteOutput table() {
        out.u2At(0, frames);
        return out;
    }

    /** The locals where the method begins. */
    private void readDescriptor(int thisClass, String descriptor) {
        if (thisClass != 0) {
            add(OBJECT, thisClass);
        }
        int at = 1;
        while (descriptor.charAt(at) != ')') {
            int end = typeEnd(descriptor, at);
            switch (descriptor.charAt(at)) {
                case 'F' -> add(FLOAT, 0);
                case 'J' -> add(LONG, 0);
                case 'D' -> add(DOUBLE, 0);
                case 'L' -> add(OBJECT, pool.addClass(descriptor.substring(at + 1, end - 1)));
                case '[' -> add(OBJECT, pool.addClass(descriptor.substring(at, end)));
                default -> add(INTEGER, 0);
            }
            at = end;
        }
    }

    private static int typeEnd(String descriptor, int from) {
        int at = from;
        while (descriptor.charAt(at) == '[') {
            at++;
        }
        return descriptor.charAt(at) == 'L' ? descriptor.indexOf(';', at) + 1 : at + 1;
    }

    private int moveFrame(int frame) {
        int type = u1(file, frame);
        if (type < SAME_STACK_OF_ONE) {
            advance(type);
            writeSame();
            return frame + 1;
        }
        if (type < RESERVED) {
            advance(type - SAME_STACK_OF_ONE);
            return writeSameWithOne(frame + 1);
        }
        if (type < SAME_STACK_OF_ONE_EXTENDED) {
            throw new IllegalArgumentException("a frame of the unknown type " + type);
        }
        advance(u2(file, frame + 1));
        int at = frame + 3;
        if (type == SAME_STACK_OF_ONE_EXTENDED) {
            return writeSameWithOne(at);
        }
        if (type == SAME_EXTENDED) {
            writeSame();
            return at;
        }
        if (type == FULL) {
            size = 0;
            at = readLocals(at + 2, u2(file, at));
            writeFull(layout.moved(offset));
            int stack = u2(file, at);
            out.u2(stack);
            return copyTypes(at + 2, stack);
        }
        if (type < SAME_EXTENDED) {
            size -= SAME_EXTENDED - type;
        } else {
            at = readLocals(at, type - SAME_EXTENDED);
        }
        writeFull(layout.moved(offset));
        out.u2(0);
        return at;
    }

    private void advance(int delta) {
        offset += delta + 1;
    }

    private int readLocals(int from, int count) {
        int at = from;
        for (int local = 0; local < count; local++) {
            int tag = u1(file, at);
            boolean valued = tag >= OBJECT;
            add(tag, valued ? u2(file, at + 1) : 0);
            at += valued ? 3 : 1;
        }
        return at;
    }

    private void add(int tag, int value) {
        if (size == tags.length) {
            tags = Arrays.copyOf(tags, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        tags[size] = tag;
        values[size] = value;
        size++;
    }

    private void writeSame() {
        int moved = layout.moved(offset);
        if (frames == 0) {
            writeFull(moved);
            out.u2(0);
            return;
        }
        int delta = begin(moved);
        if (delta < SAME_STACK_OF_ONE) {
            out.u1(delta);
        } else {
            out.u1(SAME_EXTENDED);
            out.u2(delta);
        }
    }

    private int writeSameWithOne(int type) {
        int moved = layout.moved(offset);
        if (frames == 0) {
            writeFull(moved);
            out.u2(1);
            return copyTypes(type, 1);
        }
        int delta = begin(moved);
        if (delta < SAME_STACK_OF_ONE) {
            out.u1(SAME_STACK_OF_ONE + delta);
        } else {
            out.u1(SAME_STACK_OF_ONE_EXTENDED);
            out.u2(delta);
        }
        return copyTypes(type, 1);
    }

    /** All of a frame but its stack. */
    private void writeFull(int moved) {
        int delta = begin(moved);
        out.u1(FULL);
        out.u2(delta);
        int unused = call;
        for (int local = 0; local < size; local++) {
            unused -= tags[local] == LONG || tags[local] == DOUBLE ? 2 : 1;
        }
        if (size < 0 || unused < 0) {
            throw new IllegalArgumentException("a frame with more locals than the method has");
        }
        out.u2(size + unused + 1);
        for (int local = 0; local < size; local++) {
            writeType(tags[local], values[local]);
        }
        for (int local = 0; local < unused; local++) {
            out.u1(TOP);
        }
        out.u1(OBJECT);
        out.u2(recorder.call());
    }

    /** Begins a frame; returns what it says of its offset. */
    private int begin(int moved) {
        int delta = moved - movedOffset - 1;
        movedOffset = moved;
        frames++;
        return delta;
    }

    private int copyTypes(int from, int count) {
        int at = from;
        for (int type = 0; type < count; type++) {
            int tag = u1(file, at);
            boolean valued = tag >= OBJECT;
            writeType(tag, valued ? u2(file, at + 1) : 0);
            at += valued ? 3 : 1;
        }
        return at;
    }

    private void writeType(int tag, int value) {
        out.u1(tag);
        if (tag == UNINITIALIZED) {
            // The offset of the instruction that made the object.
            out.u2(layout.moved(value));
        } else if (tag >= OBJECT) {
            out.u2(value);
        }
    }
}
