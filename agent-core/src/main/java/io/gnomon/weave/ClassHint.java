package io.gnomon.weave;

import io.gnomon.rules.ClassPattern;
import io.gnomon.rules.Suggestion;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Says which loaded class may have been meant by a pattern that none matches. */
final class ClassHint {

    private final Set<String> names = new TreeSet<>();

    ClassHint(Collection<Class<?>> loaded) {
        loaded.forEach(type -> names.add(type.getName()));
    }

    RuleFinding forMissing(ClassPattern pattern) {
        return pattern.isExact() ? forName(pattern.text()) : forGlob(pattern);
    }

    private RuleFinding forName(String wanted) {
        String missing = "no class " + wanted + " was loaded";
        String inWanted = packageOf(wanted);
        Map<String, String> siblings = new HashMap<>();
        String elsewhere = "";
        for (String name : names) {
            if (name.equals(wanted)) {
                return RuleFinding.fact("the class is loaded, but the agent could not look at it");
            }
            if (name.replace('$', '.').equals(wanted.replace('$', '.'))) {
                return RuleFinding.mistake(missing + ", but " + name + ": nested classes are written with a $");
            }
            if (packageOf(name).equals(inWanted)) {
                siblings.put(simple(name), name);
            } else if (elsewhere.isEmpty() && simple(name).equals(simple(wanted))) {
                elsewhere = name;
            }
        }
        String near = Suggestion.nearest(simple(wanted), siblings.keySet());
        if (near != null) {
            return RuleFinding.mistake(missing + " (did you mean '" + siblings.get(near) + "'?)");
        }
        return elsewhere.isEmpty() ? RuleFinding.fact(missing) : RuleFinding.fact(missing + ", but " + elsewhere);
    }

    private RuleFinding forGlob(ClassPattern pattern) {
        String missing = "no class that matches was loaded";
        String deeper = pattern.text().replace("**", "*").replace("*", "**");
        if (!deeper.equals(pattern.text())) {
            ClassPattern atAnyDepth = ClassPattern.parse(deeper);
            for (String name : names) {
                if (atAnyDepth.covers(name.replace('.', '/'))) {
                    return RuleFinding.mistake(missing + ", but " + name + ": did you mean '" + deeper + "'?");
                }
            }
        }
        String prefix = packageOf(pattern.literalPrefix());
        Set<String> packages = new TreeSet<>();
        names.forEach(name -> packages.add(packageOf(name)));
        if (prefix.isEmpty() || packages.contains(prefix)) {
            return RuleFinding.fact(missing);
        }
        String near = Suggestion.nearest(prefix, packages);
        return near == null
                ? RuleFinding.fact(missing)
                : RuleFinding.mistake(missing + " (did you mean the package '" + near + "'?)");
    }

    private static String packageOf(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
