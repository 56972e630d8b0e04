package io.gnomon.benchmarks.startup;

import io.gnomon.benchmarks.measure.JarOfSources.Source;
import java.util.ArrayList;
import java.util.List;

/**
 * Sources of classes such as applications consist of, 0.5 to 4 KB each when compiled and 2.5 KB in the mean, which no rule of the measurement
 * selects. Each family of ten has an interface, an annotation, an abstract class, an enum of two classes, and five classes below those.
 */
public final class UnmatchedClasses {

    private static final int FAMILY = 10;
    private static final int LEAVES = 5;
    private static final int FAMILIES_IN_PACKAGE = 20;

    private UnmatchedClasses() {}

    /** So many classes, or a few less: whole families. */
    public static List<Source> sources(int classes) {
        List<Source> sources = new ArrayList<>();
        for (int family = 0; family < classes / FAMILY; family++) {
            addFamily(sources, family);
        }
        return sources;
    }

    private static void addFamily(List<Source> sources, int family) {
        String inPackage = "com.example.shop.area" + family / FAMILIES_IN_PACKAGE;
        String suffix = Integer.toString(family);
        add(sources, inPackage, "Part" + suffix, ANNOTATION, suffix, 0);
        add(sources, inPackage, "Store" + suffix, INTERFACE, suffix, 0);
        add(sources, inPackage, "Base" + suffix, ABSTRACT, suffix, 0);
        add(sources, inPackage, "State" + suffix, ENUM, suffix, 0);
        for (int leaf = 0; leaf < LEAVES; leaf++) {
            String parent = leaf < 3 ? "Base" + suffix : "Service" + suffix + "_" + (leaf - 3);
            String text = LEAF.replace("PARENT", parent);
            add(sources, inPackage, "Service" + suffix + "_" + leaf, text, suffix, leaf);
        }
    }

    private static void add(
            List<Source> sources, String inPackage, String name, String template, String family, int number) {
        String text = template.replace("NAME", name).replace("#", family).replace("NUMBER", Integer.toString(number));
        sources.add(new Source(inPackage + "." + name, "package " + inPackage + ";\n" + text));
    }

    private static final String ANNOTATION = """
            import java.lang.annotation.*;
            @Retention(RetentionPolicy.RUNTIME)
            @Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER})
            public @interface NAME {
                String value() default "";
                String[] names() default {};
                int order() default 100;
                Class<?>[] types() default {};
            }
            """;

    private static final String INTERFACE = """
            import java.util.*;
            public interface NAME<T extends Comparable<T>> {
                Optional<T> find(long id);
                List<T> findAll(Collection<Long> ids);
                void save(T value);
                default List<T> sorted(Collection<Long> ids) {
                    List<T> all = new ArrayList<>(findAll(ids));
                    Collections.sort(all);
                    return all;
                }
                default boolean has(long id) {
                    return find(id).isPresent();
                }
            }
            """;

    private static final String ABSTRACT = """
            import java.util.*;
            @Part#(value = "base", order = 5)
            public abstract class NAME implements Store#<String> {
                protected final Map<Long, String> values = new HashMap<>();
                private State# state = State#.NEW;
                private long changes;
                @Override
                public Optional<String> find(long id) {
                    return Optional.ofNullable(values.get(id));
                }
                @Override
                public List<String> findAll(Collection<Long> ids) {
                    List<String> found = new ArrayList<>();
                    for (Long id : ids) {
                        String value = values.get(id);
                        if (value != null) {
                            found.add(value);
                        }
                    }
                    return found;
                }
                @Override
                public void save(String value) {
                    if (state == State#.CLOSED) {
                        throw new IllegalStateException("closed: " + getClass().getName());
                    }
                    values.put(++changes, value);
                    state = state.next();
                }
                protected abstract String describe(int depth) throws java.io.IOException;
                public final long changes() {
                    return changes;
                }
            }
            """;

    private static final String ENUM = """
            public enum NAME {
                NEW("new", 1) {
                    @Override
                    public NAME next() {
                        return OPEN;
                    }
                },
                OPEN("open", 2), PAID("paid", 4), CLOSED("closed", 8);
                private final String label;
                private final int mask;
                NAME(String label, int mask) {
                    this.label = label;
                    this.mask = mask;
                }
                public NAME next() {
                    return this;
                }
                public String label() {
                    return label;
                }
                public boolean in(int set) {
                    return (set & mask) != 0;
                }
            }
            """;

    private static final String LEAF = """
            import java.util.*;
            @Part#(value = "service NUMBER", names = {"a", "b"}, types = {State#.class})
            public class NAME extends PARENT implements Comparable<Base#>, java.io.Serializable {
                private static final long serialVersionUID = 1L;
                private static final String[] WORDS = {"one", "two", "three", "family #"};
                @Part#("name") private String name = "NAME";
                private transient int calls;
                private double weight = 0.5;
                public NAME() {}
                public NAME(String name, double weight) {
                    this.name = name;
                    this.weight = weight;
                }
                @Part#(order = NUMBER)
                public String name() {
                    return name;
                }
                public void rename(@Part#("new") String newName) {
                    Objects.requireNonNull(newName);
                    this.name = newName.isBlank() ? WORDS[calls % WORDS.length] : newName.strip();
                }
                @Override
                protected String describe(int depth) throws java.io.IOException {
                    StringBuilder text = new StringBuilder();
                    try {
                        for (int level = 0; level < depth; level++) {
                            text.append(WORDS[level & 3]).append(':').append(level * weight).append(' ');
                        }
                    } catch (RuntimeException failure) {
                        throw new java.io.IOException("cannot describe " + name, failure);
                    } finally {
                        calls++;
                    }
                    return text.toString();
                }
                public long total(long[] amounts, int from) {
                    long sum = 0;
                    for (int at = from; at < amounts.length; at++) {
                        switch ((int) (amounts[at] & 3)) {
                            case 0 -> sum += amounts[at];
                            case 1 -> sum -= amounts[at] / 2;
                            default -> sum ^= amounts[at];
                        }
                    }
                    return sum;
                }
                @Override
                public int compareTo(Base# other) {
                    int order = Long.compare(changes(), other.changes());
                    return order == 0 ? name.compareTo(other.toString()) : order;
                }
                @Override
                public boolean equals(Object other) {
                    return other instanceof NAME that && compareTo(that) == 0;
                }
                @Override
                public int hashCode() {
                    return name.hashCode() * 31 + Double.hashCode(weight);
                }
                @Override
                public String toString() {
                    return "NAME[" + name + ", " + weight + ", " + calls + "]";
                }
            }
            """;
}
