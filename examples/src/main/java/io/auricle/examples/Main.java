package io.auricle.examples;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The one face of the command line: {@code auricle <command> [options]}.
 *
 * <p>Exit codes: 0 done, 1 the work failed (one line on stderr says what, where and why), 2 wrong usage.
 */
@Command(
        name = "auricle",
        description = "Turns city sound into mel spectrograms and names what it hears.",
        footer = {
            "",
            "Start here:  auricle quickstart --out run",
            "Help:        auricle <command> --help",
            "Exit codes:  0 done, 1 the work failed, 2 wrong usage."
        })
public final class Main implements Runnable {
    private static final List<Class<?>> COMMANDS = List.of(
            QuickstartCommand.class,
            LearnCommand.class,
            TrainCommand.class,
            CrossValidateCommand.class,
            EvaluateCommand.class,
            ClassifyCommand.class,
            ListenCommand.class,
            ServeCommand.class,
            ImportCommand.class,
            PredictCommand.class,
            ExportCommand.class,
            SynthCommand.class,
            DatasetCommand.class,
            ExtractCommand.class,
            MelCommand.class,
            DecodeCommand.class,
            DoctorCommand.class,
            CompletionCommand.class);

    @Spec
    private CommandSpec spec;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace of an error.")
    private boolean debug;

    /**
     * Runs a command and ends the JVM with its exit code.
     *
     * @param args what the user typed
     */
    public static void main(String[] args) {
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(new StandardOutput(), err, args));
    }

    /** Runs a command; it has failed if its output could not be written. */
    static int run(StandardOutput output, PrintWriter err, String... args) {
        PrintWriter out = output.writer();
        int code = run(out, err, args);
        out.flush();
        if (output.failure().isEmpty()) {
            return code;
        }
        err.println("auricle: standard output must be writable, got: "
                + output.failure().get().getMessage());
        return Math.max(code, CommandLine.ExitCode.SOFTWARE);
    }

    /**
     * Runs a command.
     *
     * @param out  where results go
     * @param err  where errors go
     * @param args what the user typed
     * @return the exit code
     */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        return run(Pace.REAL, out, err, args);
    }

    /**
     * Runs a command.
     *
     * @param pace how time passes for {@code listen --from}
     * @param out  where results go
     * @param err  where errors go
     * @param args what the user typed
     * @return the exit code
     */
    static int run(Pace pace, PrintWriter out, PrintWriter err, String... args) {
        // javacpp would warn on stderr that ND4J's OpenBLAS is of an older release than it: known, and verified to
        // work.
        System.setProperty("org.bytedeco.javacpp.logger", "slf4j");
        Main main = new Main();
        CommandLine line = commandLine(main, pace, needed(args)).setOut(out).setErr(err);
        line.setParameterExceptionHandler(Errors::wrongUsage);
        line.setExecutionExceptionHandler(
                (exception, command, parsed) -> Errors.failed(exception, command, main.debug));
        try {
            return line.execute(args);
        } catch (OutOfMemoryError e) {
            err.println("auricle: memory must hold what the command works on, got an OutOfMemoryError ("
                    + e.getMessage() + "); set AURICLE_JAVA_OPTIONS=-Xmx8g or more");
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    /** {@return all commands, with their help} */
    static CommandLine commandLine(Main main, Pace pace) {
        return commandLine(main, pace, COMMANDS);
    }

    private static CommandLine commandLine(Main main, Pace pace, List<Class<?>> commands) {
        CommandLine line = new CommandLine(main, factory(pace));
        commands.forEach(line::addSubcommand);
        line.setCaseInsensitiveEnumValuesAllowed(true).setUsageHelpAutoWidth(true);
        withHelp(line);
        return line;
    }

    /** The command that is named first, or all: to read the options of them all takes longer than a short command's work. */
    static List<Class<?>> needed(String... args) {
        return COMMANDS.stream()
                .filter(type -> args.length > 0
                        && type.getAnnotation(Command.class).name().equals(args[0])
                        && type != CompletionCommand.class)
                .findFirst()
                .<List<Class<?>>>map(List::of)
                .orElse(COMMANDS);
    }

    private static CommandLine.IFactory factory(Pace pace) {
        CommandLine.IFactory standard = CommandLine.defaultFactory();
        return new CommandLine.IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                return type == ListenCommand.class ? type.cast(new ListenCommand(pace)) : standard.create(type);
            }
        };
    }

    /** Gives a command and all below it {@code --help} and {@code --version}. */
    private static void withHelp(CommandLine line) {
        line.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new Version());
        line.getSubcommands().values().forEach(Main::withHelp);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
    }

    /** The version that the jar's manifest names. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"auricle " + (version == null ? "(not packaged)" : version)};
        }
    }
}
