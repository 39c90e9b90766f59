package io.auricle.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules of {@code docs/architecture.md} that no rule of ArchUnit states; each gives the violations that it finds, by name. */
final class HouseRules {
    private static final String ROOT = "io.auricle.";
    private static final String FIXTURES = "io.auricle.testing";
    private static final Set<String> NO_LIBRARIES = Set.of("examples", "benchmarks", "architecture");
    /** An option as a person types it: not a CSS variable ({@code --ink: …} or {@code var(--ink)}), not the JVM's own. */
    private static final Pattern COMMAND_LINE =
            Pattern.compile("\\./auricle\\b|(?<![\\w(!-])--(?!add-modules)[a-z][a-z-]*\\b(?!:)");

    private static final Set<String> ASKS_FOR_TEXT = Set.of("getMessage", "getLocalizedMessage");
    private static final Set<String> LOOKS_INTO_TEXT =
            Set.of("startsWith", "endsWith", "contains", "matches", "indexOf");

    private HouseRules() {}

    /** Each package is a slice; internals that return types of their API belong to it. */
    static SliceAssignment packages() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                String name = type.getPackageName();
                return name.startsWith(ROOT) && !name.startsWith(FIXTURES)
                        ? SliceIdentifier.of(slice(name))
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "packages of io.auricle";
            }
        };
    }

    private static String slice(String name) {
        return name.equals("io.auricle.features.internal") ? "io.auricle.features" : name;
    }

    /** Packages that depend on each other by way of any others, each such group once: {@code a <-> b <-> c}. */
    static Set<String> cycles(JavaClasses classes) {
        Map<String, Set<String>> edges = new TreeMap<>();
        for (JavaClass type : classes) {
            SliceIdentifier from = packages().getIdentifierOf(type);
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                SliceIdentifier to = packages().getIdentifierOf(dependency.getTargetClass());
                boolean inside = !from.equals(SliceIdentifier.ignore()) && !to.equals(SliceIdentifier.ignore());
                if (inside && !from.equals(to)) {
                    edges.computeIfAbsent(slice(type.getPackageName()), name -> new TreeSet<>())
                            .add(slice(dependency.getTargetClass().getPackageName()));
                }
            }
        }
        return edges.keySet().stream()
                .map(name -> reachable(name, edges).stream()
                        .filter(other -> reachable(other, edges).contains(name))
                        .collect(Collectors.joining(" <-> ")))
                .filter(group -> group.contains(" <-> "))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> reachable(String from, Map<String, Set<String>> edges) {
        Set<String> reached = new TreeSet<>();
        var next = new java.util.ArrayDeque<>(edges.getOrDefault(from, Set.of()));
        while (!next.isEmpty()) {
            String name = next.pop();
            if (reached.add(name)) {
                next.addAll(edges.getOrDefault(name, Set.of()));
            }
        }
        return reached;
    }

    /** Packages of libraries with more public types than a reader keeps in mind. */
    static Set<String> crowdedPackages(JavaClasses classes, int most) {
        Map<String, Long> sizes = libraries(classes)
                .filter(type -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, TreeMap::new, Collectors.counting()));
        return sizes.entrySet().stream()
                .filter(size -> size.getValue() > most)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Records that users build, with more components than a call can show. */
    static Set<String> longRecords(JavaClasses classes, int most) {
        return builtByUsers(classes).filter(type -> components(type) > most).collect(names());
    }

    /** Records that users build, with a {@code withX} that lists all components again. */
    static Set<String> repeatingRecords(JavaClasses classes, int few) {
        return builtByUsers(classes)
                .filter(type -> components(type) > few)
                .filter(type -> type.getMethods().stream()
                        .filter(method -> method.getName().startsWith("with"))
                        .anyMatch(method -> method.getConstructorCallsFromSelf().stream()
                                .anyMatch(call -> call.getTargetOwner().equals(type))))
                .collect(names());
    }

    private static Stream<JavaClass> builtByUsers(JavaClasses classes) {
        return libraries(classes)
                .filter(JavaClass::isRecord)
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> !type.getPackageName().contains(".internal"))
                .filter(type -> type.getMethods().stream().anyMatch(HouseRules::makesAnother));
    }

    private static boolean makesAnother(JavaMethod method) {
        return method.getModifiers().contains(JavaModifier.PUBLIC)
                && (method.getName().equals("builder") || method.getName().startsWith("with"));
    }

    private static int components(JavaClass type) {
        return (int) type.getFields().stream()
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                .count();
    }

    /** Classes of libraries that hold a word of the command line. */
    static Set<String> commandLineWords(JavaClasses classes) {
        return libraries(classes)
                .filter(type -> StringConstants.of(type).stream()
                        .anyMatch(text -> COMMAND_LINE.matcher(text).find()))
                .collect(names());
    }

    /** Methods that ask an exception for its text and look into a text. */
    static Set<String> decisionsByText(JavaClasses classes) {
        return classes.stream()
                .filter(HouseRules::isOurs)
                .flatMap(type -> type.getCodeUnits().stream())
                .filter(unit -> calls(unit, HouseRules::asksForText) && calls(unit, HouseRules::looksIntoText))
                .map(unit -> unit.getOwner().getName() + "." + unit.getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean calls(JavaCodeUnit unit, Predicate<JavaMethodCall> which) {
        return unit.getMethodCallsFromSelf().stream().anyMatch(which);
    }

    private static boolean asksForText(JavaMethodCall call) {
        return ASKS_FOR_TEXT.contains(call.getName()) && call.getTargetOwner().isAssignableTo(Throwable.class);
    }

    private static boolean looksIntoText(JavaMethodCall call) {
        return LOOKS_INTO_TEXT.contains(call.getName()) && call.getTargetOwner().isEquivalentTo(String.class);
    }

    private static Stream<JavaClass> libraries(JavaClasses classes) {
        return classes.stream()
                .filter(type -> isOurs(type)
                        && !NO_LIBRARIES.contains(
                                type.getPackageName().substring(ROOT.length()).split("\\.")[0]));
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().startsWith(ROOT) && !type.getPackageName().startsWith(FIXTURES);
    }

    private static java.util.stream.Collector<JavaClass, ?, Set<String>> names() {
        return Collectors.mapping(JavaClass::getName, Collectors.toCollection(TreeSet::new));
    }
}
