package io.auricle.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    private static final Pattern FENCE = Pattern.compile("^```java\\R(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern IMPORT = Pattern.compile("^import .*;$", Pattern.MULTILINE);
    private static final Pattern MEMBERS =
            Pattern.compile("^(@|(public |final |static )*(class|record|interface|void) )");

    /** A block of Java in a page. */
    record Snippet(String page, int number, String code) {
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
            List<String> blocks = FENCE.matcher(Files.readString(page))
                    .results()
                    .map(m -> m.group(1))
                    .toList();
            return Stream.iterate(1, i -> i <= blocks.size(), i -> i + 1)
                    .map(i -> new Snippet(ROOT.relativize(page).toString(), i, blocks.get(i - 1)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void compiles(Snippet snippet, @TempDir Path classes) {
        assertThat(compile(snippet.code(), classes)).as(snippet.code()).isEmpty();
    }

    @Test
    void a_snippet_that_calls_what_is_not_there_is_noticed(@TempDir Path classes) {
        assertThat(compile("String label = new Object().label();", classes)).contains("cannot find symbol");
    }

    @Test
    void the_readme_has_snippets() throws IOException {
        assertThat(snippets()).filteredOn(s -> s.page().equals("README.md")).hasSizeGreaterThanOrEqualTo(2);
    }

    /** Returns what the compiler complains of. */
    private static String compile(String code, Path classes) {
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
        boolean compiled = compiler.getTask(messages, null, null, options, null, List.of(source(code)))
                .call();
        return compiled ? "" : messages.toString();
    }

    private static JavaFileObject source(String code) {
        Matcher imports = IMPORT.matcher(code);
        String head = imports.results().map(r -> r.group()).collect(Collectors.joining("\n"));
        String body = imports.replaceAll("").strip();
        String members = MEMBERS.matcher(body).find() ? body : "void run() throws Exception {\n" + body + "\n}";
        String unit = head + "\nclass Snippet {\n" + members + "\n}\n";
        return new SimpleJavaFileObject(URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return unit;
            }
        };
    }
}
