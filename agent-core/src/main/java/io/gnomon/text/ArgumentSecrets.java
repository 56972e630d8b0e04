package io.gnomon.text;

import java.util.List;

/**
 * Finds secrets in a program's arguments, where it is known where each begins: a value is then all that follows its name, blanks
 * included, or the whole next argument.
 */
final class ArgumentSecrets {

    private static final int LONGEST_PORT = 5;

    /** What an argument says of the one behind it. */
    private enum Next {
        ANYTHING,
        SECRET,
        /** After {@code -p}, which is as often a port. */
        SECRET_OR_PORT,
        /** After {@code -u}, and its kin. */
        USER_AND_PASSWORD
    }

    private ArgumentSecrets() {}

    /** @param found gets places in the arguments joined by single blanks */
    static void find(List<String> arguments, Spans found) {
        String before = "";
        int offset = 0;
        for (String argument : arguments) {
            found.countFrom(offset);
            findIn(argument, before, found);
            before = argument;
            offset += argument.length() + 1;
        }
        found.countFrom(0);
    }

    private static void findIn(String argument, String before, Spans found) {
        int length = argument.length();
        boolean harmless = SecretValue.isHarmless(argument, before);
        switch (next(before)) {
            case SECRET -> found.add(0, harmless ? 0 : length);
            case SECRET_OR_PORT -> found.add(0, harmless || isPort(argument) ? 0 : length);
            case USER_AND_PASSWORD -> {
                int colon = argument.indexOf(':');
                found.add(colon + 1, colon > 0 && !argument.startsWith("//", colon + 1) ? length : 0);
            }
            case ANYTHING -> {
                int end = nameEnd(argument);
                if (end < length
                        && (argument.charAt(end) == '=' || argument.charAt(end) == ':')
                        && SecretNames.isSecret(argument.substring(0, end))
                        && !SecretValue.isHarmless(argument.substring(end + 1), argument.substring(0, end))
                        && !argument.startsWith("//", end + 1)) {
                    found.add(SecretValue.afterBlanks(argument, end + 1), length);
                }
            }
        }
    }

    private static Next next(String argument) {
        int end = nameEnd(argument);
        boolean nameAlone = end == argument.length();
        String name = argument.substring(0, end);
        if (name.equals("-p")) {
            return nameAlone ? Next.SECRET_OR_PORT : Next.ANYTHING;
        }
        boolean option = name.startsWith("-");
        if (nameAlone && option && SecretNames.isUser(name)) {
            return Next.USER_AND_PASSWORD;
        }
        boolean named = (nameAlone && option) || argument.substring(end).equals(":");
        return (named && SecretNames.isSecret(name)) || (nameAlone && isPlainWord(name) && SecretNames.isPassword(name))
                ? Next.SECRET
                : Next.ANYTHING;
    }

    /** Not a class's name. */
    private static boolean isPlainWord(String name) {
        return name.chars().allMatch(sign -> sign >= 'a' && sign <= 'z');
    }

    private static boolean isPort(String argument) {
        return SecretValue.isNumber(argument, LONGEST_PORT);
    }

    private static int nameEnd(String argument) {
        int limit = Math.min(argument.length(), SecretNames.LONGEST);
        int end = 0;
        while (end < limit && SecretNames.isNameCharacter(argument.charAt(end))) {
            end++;
        }
        return end;
    }
}
