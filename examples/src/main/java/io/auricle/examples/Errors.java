package io.auricle.examples;

import io.auricle.training.TrainingDivergedException;
import java.io.File;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Turns what went wrong into one line for a person, and into an exit code. */
final class Errors {

    private Errors() {}

    static int wrongUsage(ParameterException exception, String[] args) {
        CommandLine command = exception.getCommandLine();
        command.getErr().println("auricle: " + oneLine(exception.getMessage()));
        command.getErr().println("Help: " + command.getCommandSpec().qualifiedName() + " --help");
        return CommandLine.ExitCode.USAGE;
    }

    static int failed(Exception exception, CommandLine command, boolean debug) {
        command.getErr().println("auricle: " + describe(exception));
        if (debug) {
            exception.printStackTrace(command.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    /**
     * Says in one line what went wrong.
     *
     * @param problem what was thrown
     * @return the line, without the program's name
     */
    static String describe(Throwable problem) {
        if (problem instanceof UncheckedIOException unchecked) {
            return describe(unchecked.getCause());
        }
        if (problem instanceof FileSystemException file) {
            return describeFile(file);
        }
        boolean expected = problem instanceof java.io.IOException
                || problem instanceof IllegalArgumentException
                || problem instanceof TrainingDivergedException
                || problem instanceof CommandFailedException;
        String text = oneLine(problem.getMessage());
        return expected && !text.isEmpty()
                ? text
                : "unexpected " + problem.getClass().getSimpleName() + (text.isEmpty() ? "" : ": " + text)
                        + " (--debug shows where)";
    }

    private static String describeFile(FileSystemException problem) {
        String file = problem.getFile();
        if (problem instanceof NoSuchFileException) {
            return file + ": no such file or folder";
        }
        if (problem instanceof AccessDeniedException) {
            return file + ": not allowed to read or write it";
        }
        if (problem instanceof FileAlreadyExistsException) {
            return file + (new File(file).isFile() ? " must be a folder, it is a file" : ": is there already");
        }
        if (problem instanceof NotDirectoryException) {
            return file + ": must be a folder";
        }
        return oneLine(problem.getMessage());
    }

    private static String oneLine(String text) {
        return text == null ? "" : text.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
