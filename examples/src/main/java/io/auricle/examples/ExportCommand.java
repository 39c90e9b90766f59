package io.auricle.examples;

import io.auricle.onnx.OnnxModels;
import io.auricle.zoo.model.SoundModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code export}: a model file as an ONNX file. */
@Command(
        name = "export",
        description = "Writes a model as an ONNX file for other runtimes.",
        footer = {"", "Example:  auricle export pretrained --onnx city.onnx --with-front-end"})
final class ExportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "A model file, or pretrained.")
    private String model;

    @Option(names = "--onnx", required = true, paramLabel = "FILE.onnx", description = "Where to write it.")
    private Path onnx;

    @Option(
            names = "--with-front-end",
            description =
                    "From samples to answers in one file; else the network alone, which reads standardised decibels.")
    private boolean withFrontEnd;

    @Override
    public Integer call() throws IOException {
        Checks.ending(spec, "--onnx", onnx, ".onnx");
        SoundModel read = Models.read(model);
        if (withFrontEnd) {
            OnnxModels.writeWithFrontEnd(read, onnx);
        } else {
            OnnxModels.write(read, onnx);
        }
        String from = withFrontEnd ? "samples" : "standardised features";
        spec.commandLine()
                .getOut()
                .printf(
                        "%s: %s to %d outputs, %d bytes%n",
                        onnx, from, read.labels().size(), Files.size(onnx));
        return 0;
    }
}
