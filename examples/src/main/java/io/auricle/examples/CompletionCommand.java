package io.auricle.examples;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code completion}: the script by which a shell completes commands, options and their values. */
@Command(
        name = "completion",
        description = "Prints a script that completes commands, options and values in bash and zsh.",
        footer = {
            "",
            "Example:  source <(./auricle completion)                # in this shell, bash or zsh",
            "          ./auricle completion >> ~/.bash_completion    # in every bash to come"
        })
final class CompletionCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        PrintWriter out = spec.commandLine().getOut();
        out.print(AutoComplete.bash(root.getCommandName(), root));
        out.println();
        out.flush();
        return 0;
    }
}
