package io.auricle.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages show in Java compiles against the libraries as they are. */
class SnippetsTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    /** A block, after what a page may say of it where readers do not see it: {@code <!-- given: Path path; -->}. */
    private static final Pattern FENCE =
            Pattern.compile("(?:^<!-- given: ([^>]*) -->\\R)?^```java\\R(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

    /** What pages other than the README leave out: imports of the libraries and of the commonest packages. */
    static final List<String> IMPORTED = List.of(
            "io.auricle.audio",
            "io.auricle.augment",
            "io.auricle.data",
            "io.auricle.data.urbansound",
            "io.auricle.features",
            "io.auricle.features.descriptor",
            "io.auricle.keras",
            "io.auricle.npy",
            "io.auricle.onednn",
            "io.auricle.onnx",
            "io.auricle.picture",
            "io.auricle.training",
            "io.auricle.zoo",
            "io.auricle.zoo.classify",
            "io.auricle.zoo.model",
            "io.auricle.zoo.yamnet",
            "java.io",
            "java.nio.file",
            "java.util",
            "org.deeplearning4j.nn.graph");

    private static final Pattern IMPORT = Pattern.compile("^import .*;$", Pattern.MULTILINE);
    private static final Pattern MEMBERS =
            Pattern.compile("^(@|(public |final |static )*(class|record|interface|void) )");

    /** A block of Java in a page. */
    record Snippet(String page, int number, String given, String code) {
        @Override
        public String toString() {
            return page + ", block " + number;
        }
    }

    static List<Snippet> snippets() throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            Stream<Path> pages =
                    Stream.concat(Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")), docs);
            return pages.filter(page -> page.toString().endsWith(".md"))
                    .sorted()
                    .flatMap(SnippetsTest::snippetsOf)
                    .toList();
        }
    }

    private static Stream<Snippet> snippetsOf(Path page) {
        try {
            String name = ROOT.relativize(page).toString();
            List<Snippet> snippets = new ArrayList<>();
            Matcher blocks = FENCE.matcher(Files.readString(page));
            while (blocks.find()) {
                String given = name.equals("README.md") ? "" : Objects.requireNonNullElse(blocks.group(1), "");
                snippets.add(new Snippet(name, snippets.size() + 1, given, blocks.group(2)));
            }
            return snippets.stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void compiles(Snippet snippet, @TempDir Path classes) {
        assertThat(compile(unit(snippet), classes)).as(snippet.code()).isEmpty();
    }

    @Test
    void a_snippet_that_calls_what_is_not_there_is_noticed(@TempDir Path classes) {
        assertThat(compile(unit(new Snippet("a page", 1, "", "String label = new Object().label();")), classes))
                .contains("cannot find symbol");
    }

    @Test
    void the_readme_has_snippets() throws IOException {
        assertThat(snippets()).filteredOn(s -> s.page().equals("README.md")).hasSizeGreaterThanOrEqualTo(2);
    }

    /** Returns what the compiler complains of. */
    static String compile(String unit, Path classes) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        var options = List.of(
                "-proc:none",
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "--release",
                "17");
        boolean compiled = compiler.getTask(messages, null, null, options, null, List.of(source(unit)))
                .call();
        return compiled ? "" : messages.toString();
    }

    private static String unit(Snippet snippet) {
        Matcher imports = IMPORT.matcher(snippet.code());
        String head = imports.results().map(r -> r.group()).collect(Collectors.joining("\n"));
        if (!snippet.page().equals("README.md")) {
            head += IMPORTED.stream().map(name -> "import " + name + ".*;").collect(Collectors.joining("\n", "\n", ""));
        }
        String body = imports.replaceAll("").strip();
        String members = MEMBERS.matcher(body).find() ? body : "void run() throws Exception {\n" + body + "\n}";
        return head + "\nclass Snippet {\n" + snippet.given() + "\n" + members + "\n}\n";
    }

    private static JavaFileObject source(String unit) {
        return new SimpleJavaFileObject(URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return unit;
            }
        };
    }
}
