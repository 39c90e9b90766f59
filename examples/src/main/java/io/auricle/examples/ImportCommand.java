package io.auricle.examples;

import io.auricle.features.FrontEnd;
import io.auricle.keras.ImportedModel;
import io.auricle.keras.KerasModels;
import io.auricle.zoo.model.ModelFile;
import io.auricle.zoo.model.SoundModel;
import io.auricle.zoo.model.Standardizer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code import}: a Keras model as a model file. */
@Command(
        name = "import",
        description = "Makes a model file of a Keras model (.h5 or .keras).",
        footer = {
            "",
            "Example:  auricle import model.h5 --labels dog,siren --front-end notebook --out my.zip",
            "Then:     auricle classify street.wav --model my.zip"
        })
final class ImportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "KERAS", description = "A Keras model: .h5 of Keras 1 to 3, or .keras.")
    private Path keras;

    @Option(
            names = "--architecture",
            paramLabel = "FILE.json",
            description = "The model's JSON, where the file holds weights only.")
    private Path architecture;

    @Option(
            names = "--labels",
            paramLabel = "LABELS",
            description = "Names of the outputs: a,b,c or a text file of one a line; else 0, 1 and so on.")
    private String labels;

    @Option(
            names = "--front-end",
            paramLabel = "FRONT-END",
            description = "How sound becomes the input: notebook, compact, yamnet, or a front end's JSON file; else the"
                    + " model reads arrays (predict).")
    private String frontEnd;

    @Option(
            names = "--mean",
            paramLabel = "X",
            defaultValue = "0",
            description = "Subtracted from the front end's values.")
    private double mean;

    @Option(names = "--deviation", paramLabel = "X", defaultValue = "1", description = "What they are divided by then.")
    private double deviation;

    @Option(names = "--out", required = true, paramLabel = "FILE.zip", description = "Where to write the model.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        Checks.ending(spec, "--out", out, ".zip");
        Checks.usage(
                spec,
                frontEnd != null || mean == 0 && deviation == 1,
                "--mean and --deviation need --front-end, got none");
        ImportedModel imported = architecture == null ? KerasModels.read(keras) : KerasModels.read(keras, architecture);
        SoundModel model = frontEnd == null
                ? imported.toSoundModel(names())
                : imported.toSoundModel(names(), readFrontEnd(frontEnd), new Standardizer(mean, deviation));
        ModelFile.writeForUse(out, model);
        print(imported, model);
        return 0;
    }

    private List<String> names() throws IOException {
        if (labels == null) {
            return List.of();
        }
        Path file = Path.of(labels);
        List<String> names = Files.isRegularFile(file) ? Files.readAllLines(file) : Arrays.asList(labels.split(","));
        return names.stream().map(String::strip).filter(name -> !name.isEmpty()).toList();
    }

    private static FrontEnd readFrontEnd(String word) throws IOException {
        return switch (word) {
            case "notebook" -> FrontEnd.urbanSound();
            case "compact" -> FrontEnd.compact();
            case "yamnet" -> FrontEnd.yamnet();
            default -> FrontEnd.fromJson(Files.readString(Path.of(word)));
        };
    }

    private void print(ImportedModel imported, SoundModel model) {
        PrintWriter to = spec.commandLine().getOut();
        String version = imported.kerasVersion().isEmpty() ? "" : " " + imported.kerasVersion();
        to.printf("%s: Keras%s, %d parameters%n", out, version, model.graph().numParams());
        imported.inputs().forEach(input -> to.printf("input %s: %s%n", input.name(), input.shape()));
        to.printf("output: %s %s%n", model.output().name().toLowerCase(java.util.Locale.ROOT), model.labels());
        imported.notes().forEach(note -> to.printf("note: %s%n", note));
    }
}
