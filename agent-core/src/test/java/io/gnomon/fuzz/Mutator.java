package io.gnomon.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Makes inputs that are nearly right, or not at all, always the same ones for a seed. */
public final class Mutator {

    private static final int MOST_EDITS = 6;
    private static final int LONGEST_PIECE = 40;
    private static final int LONGEST_NOISE = 400;

    /** Bytes at the edges of what numbers can be. */
    private static final byte[] EDGES = {0, 1, 0x7F, (byte) 0x80, (byte) 0xFF};

    /** What has a meaning in one of the languages, or none in any. */
    private static final List<String> PIECES = List.of(
            "'",
            "\"",
            "\\",
            "\\\"",
            "`",
            "[",
            "]",
            "{",
            "}",
            "(",
            ")",
            "<",
            ">",
            "*",
            "**",
            "?",
            ":",
            ": ",
            "- ",
            ",",
            ";",
            "=",
            "#",
            "%",
            "&a ",
            "*a",
            "!!int ",
            "|\n",
            "\n",
            "\r\n",
            "\t",
            " ",
            "--",
            "/*",
            "*/",
            ".",
            "..",
            "/",
            "$",
            "-1",
            "0",
            "1e999",
            "9223372036854775808",
            "99999999999999999999",
            "NaN",
            "null",
            "true",
            "~",
            "\0",
            "\u001b[31m",
            "\u202e",
            "\uFEFF",
            "\u0130",
            "\uD83D\uDE00",
            "\uD800",
            "%s",
            "${x}",
            "ns",
            "d",
            "KiB",
            "+999999999-12-31");

    private final SplittableRandom random;

    public Mutator(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** A number from 0 on, below the bound. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** One of these. */
    public <T> T oneOf(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** The text with a few edits; now and then text that has nothing to do with it. */
    public String text(String valid) {
        if (below(20) == 0) {
            return noise();
        }
        StringBuilder text = new StringBuilder(valid);
        for (int edits = 1 + below(MOST_EDITS); edits > 0; edits--) {
            edit(text);
        }
        return text.toString();
    }

    private void edit(StringBuilder text) {
        int at = below(text.length() + 1);
        int end = Math.min(text.length(), at + below(LONGEST_PIECE));
        switch (below(6)) {
            case 0 -> text.delete(at, end);
            case 1 -> text.insert(at, text.substring(at, end).repeat(1 + below(4)));
            case 2 -> text.replace(at, end, oneOf(PIECES));
            case 3 -> text.setLength(at);
            case 4 -> text.insert(at, (char) below(Character.MAX_VALUE + 1));
            default -> text.insert(at, oneOf(PIECES));
        }
    }

    private String noise() {
        StringBuilder text = new StringBuilder();
        for (int left = below(LONGEST_NOISE); left > 0; left--) {
            text.append(below(3) == 0 ? oneOf(PIECES) : String.valueOf((char) below(0x250)));
        }
        return text.toString();
    }

    /** The bytes with a few edits; now and then bytes that have nothing to do with them. */
    public byte[] bytes(byte[] valid) {
        byte[] bytes = valid.clone();
        if (below(20) == 0) {
            bytes = new byte[below(LONGEST_NOISE)];
            fill(bytes, 0, bytes.length);
        }
        for (int edits = 1 + below(MOST_EDITS); edits > 0; edits--) {
            bytes = edited(bytes);
        }
        return bytes;
    }

    private byte[] edited(byte[] bytes) {
        int at = below(bytes.length + 1);
        int end = Math.min(bytes.length, at + 1 + below(LONGEST_PIECE));
        return switch (below(7)) {
            case 0 -> joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, end, bytes.length));
            case 1 -> joined(Arrays.copyOf(bytes, end), Arrays.copyOfRange(bytes, at, bytes.length));
            case 2 -> Arrays.copyOf(bytes, at);
            case 3 -> {
                fill(bytes, at, end);
                yield bytes;
            }
            case 4 -> {
                Arrays.fill(bytes, at, Math.min(bytes.length, at + 1 + below(8)), EDGES[below(EDGES.length)]);
                yield bytes;
            }
            default -> {
                if (at < bytes.length) {
                    bytes[at] ^= (byte) (1 << below(8));
                }
                yield bytes;
            }
        };
    }

    private void fill(byte[] bytes, int start, int end) {
        for (int at = start; at < end; at++) {
            bytes[at] = (byte) below(256);
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** Text as a file has it; what is not text becomes question marks. */
    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
