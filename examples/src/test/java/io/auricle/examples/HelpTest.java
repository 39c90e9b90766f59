package io.auricle.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What every command promises: help with an example, exit codes, and words for the shell to complete. */
class HelpTest {

    static List<String> commands() {
        List<String> names = new ArrayList<>();
        collect(Main.commandLine(new Main(), Pace.REAL), "", names);
        return names;
    }

    private static void collect(CommandLine line, String path, List<String> names) {
        line.getSubcommands().forEach((name, command) -> {
            names.add((path + " " + name).strip());
            collect(command, path + " " + name, names);
        });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_command_has_help_with_an_example_of_itself(String command) {
        Object[] words = (command + " --help").split(" ");

        Cli run = Cli.run(words);

        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).containsPattern("Example: .*auricle " + command);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_command_names_an_option_it_does_not_know_and_exits_with_2(String command) {
        Object[] words = (command + " --no-such-option").split(" ");

        Cli run = Cli.run(words);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("auricle: ").contains("Help: auricle " + command + " --help");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_command_says_the_same_whether_the_others_are_read_or_not(String command) {
        CommandLine among = Main.commandLine(new Main(), Pace.REAL);
        for (String word : command.split(" ")) {
            among = among.getSubcommands().get(word);
        }

        assertThat(Cli.run((Object[]) (command + " --help").split(" ")).out()).isEqualTo(among.getUsageMessage());
    }

    @Test
    void a_command_that_is_named_first_is_read_alone() {
        assertThat(Main.needed("mel", "--out", "a.npy")).containsExactly(MelCommand.class);
        assertThat(Main.needed("--debug", "mel")).hasSizeGreaterThan(10);
        assertThat(Main.needed("completion")).hasSizeGreaterThan(10);
        assertThat(Main.needed()).hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "crossvalidate"})
    void every_option_of_a_training_is_in_its_page(String command) throws IOException {
        String page = Files.readString(Path.of("..", "docs", "training.md"));

        List<String> options =
                Main.commandLine(new Main(), Pace.REAL)
                        .getSubcommands()
                        .get(command)
                        .getCommandSpec()
                        .options()
                        .stream()
                        .flatMap(option -> List.of(option.names()).stream())
                        .filter(name -> name.startsWith("--") && !name.equals("--help") && !name.equals("--version"))
                        .toList();

        assertThat(options).hasSizeGreaterThan(30).allSatisfy(name -> assertThat(page)
                .containsPattern(name + "[` ]"));
    }

    @Test
    void the_exit_codes_are_in_the_help() {
        assertThat(Cli.run("--help").out()).contains("Exit codes:  0 done, 1 the work failed, 2 wrong usage.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lis                    | listen",
                "mel --pres             | --preset",
                "mel --preset tor       | torchaudio",
                "mel --feature cen      | centroid",
                "mel --mel-scale h      | htk",
                "train --model sb       | sb-cnn",
                "dataset val            | validate",
                "dataset info --layout e| esc50",
            })
    void bash_completes(String typed, String expected, @TempDir Path folder) throws Exception {
        Path script = folder.resolve("auricle.completion");
        Files.writeString(script, Cli.run("completion").out());
        String[] words = ("./auricle " + typed).split(" ");
        String line = String.join(" ", words);

        String answer = bash(
                folder,
                "source " + script + "; complete -p auricle; compopt() { :; }; COMP_WORDS=(" + line + "); COMP_CWORD="
                        + (words.length - 1) + "; COMP_LINE='" + line + "'; COMP_POINT=" + line.length()
                        + "; _complete_auricle; printf '%s\\n' \"${COMPREPLY[@]}\"");

        assertThat(answer.lines().map(String::strip))
                .contains("complete -o default -F _complete_auricle auricle", expected);
    }

    private static String bash(Path folder, String script) throws IOException, InterruptedException {
        Process process;
        Path out = folder.resolve("answer");
        try {
            process = new ProcessBuilder("bash", "--norc", "-c", script)
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
        } catch (IOException e) {
            Assumptions.abort("there is no bash: " + e.getMessage());
            return "";
        }
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return Files.readString(out);
    }
}
