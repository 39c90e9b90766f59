package io.auricle.examples;

import io.auricle.npy.NpyArray;
import io.auricle.npy.NpyFiles;
import io.auricle.onednn.OneDnn;
import io.auricle.zoo.model.ModelInput;
import io.auricle.zoo.model.SoundModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code predict}: what the bare network answers to an array. */
@Command(
        name = "predict",
        description = "Answers arrays with a model's network, without its front end: the input's order is the network's"
                + " own, for an imported model Keras's.",
        footer = {"", "Example:  auricle predict my.zip features.npy --out answers.npy"})
final class PredictCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A model file, or pretrained.")
    private String model;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "INPUT.npy",
            description = "An array for each input of the network, the batch first.")
    private List<Path> inputs;

    @Option(names = "--out", required = true, paramLabel = "OUTPUT.npy", description = "Where to write the answers.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        Checks.ending(spec, "--out", out, ".npy");
        SoundModel read = Models.read(model);
        int wanted = read.inputs().size();
        if (inputs.size() != wanted) {
            throw new IllegalArgumentException(
                    "INPUT.npy must be " + wanted + " for " + model + ", got " + inputs.size());
        }
        INDArray[] arrays = new INDArray[wanted];
        for (int i = 0; i < wanted; i++) {
            arrays[i] = read(inputs.get(i), read.inputs().get(i));
        }
        ComputationGraph network = OneDnn.accelerate(read.graph());
        INDArray answer = network.output(false, arrays)[0];
        List<Integer> shape =
                Arrays.stream(answer.shape()).mapToObj(Math::toIntExact).toList();
        NpyFiles.write(out, NpyArray.of(shape, answer.dup('c').data().asFloat()));
        spec.commandLine().getOut().printf("%s: %s%n", out, shape);
        return 0;
    }

    private static INDArray read(Path file, ModelInput input) throws IOException {
        NpyArray array = NpyFiles.read(file);
        List<Long> each = array.shape().stream().skip(1).map(Integer::longValue).toList();
        if (!each.equals(input.shape()) || array.shape().get(0) < 1) {
            throw new IllegalArgumentException(
                    file + ": shape must be a batch and " + input.shape() + ", got " + array.shape());
        }
        long[] shape = array.shape().stream().mapToLong(n -> n).toArray();
        return Nd4j.create(array.values(), shape, 'c');
    }
}
