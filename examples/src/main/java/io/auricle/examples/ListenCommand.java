package io.auricle.examples;

import io.auricle.audio.AudioFiles;
import io.auricle.audio.AudioStream;
import io.auricle.zoo.classify.LiveSound;
import io.auricle.zoo.classify.SoundClassifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code listen}: what a model hears live. */
@Command(
        name = "listen",
        description = {
            "Names what the microphone hears, live.",
            "On a terminal one line shows time, level, label and probability; else each answer is a line. Ctrl-C ends."
        },
        footer = {
            "",
            "Example:  auricle listen pretrained",
            "          auricle listen runs/first/model.zip --from street.wav --json",
            "          auricle listen --list-devices"
        })
final class ListenCommand implements Callable<Integer> {

    private static final int BLOCKS_PER_SECOND = 10;

    private final Pace pace;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", arity = "0..1", description = Models.WORDS + " Not needed for --list-devices.")
    private String model;

    @Option(
            names = "--device",
            paramLabel = "NAME",
            description = "The microphone: its number in --list-devices, or a part of its name. Default: the first.")
    private String device;

    @Option(names = "--list-devices", description = "Print the microphones of this machine, and end.")
    private boolean listDevices;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "Listen to a sound file at real-time pace instead of a microphone.")
    private Path file;

    @Option(
            names = "--hop",
            defaultValue = "0.5",
            paramLabel = "S",
            description = "Seconds from one answer to the next. Default: ${DEFAULT-VALUE}.")
    private double hopSeconds;

    @Option(
            names = "--smooth",
            defaultValue = "3",
            paramLabel = "N",
            description = "Answers that are averaged. Default: ${DEFAULT-VALUE}.")
    private int smooth;

    @Option(names = "--json", description = "Print one line of JSON for each answer.")
    private boolean json;

    /**
     * Makes the command.
     *
     * @param pace how time passes for {@code --from}
     */
    ListenCommand(Pace pace) {
        this.pace = pace;
    }

    @Override
    public Integer call() throws IOException {
        Checks.usage(spec, hopSeconds > 0, "--hop must be above 0, got %s", hopSeconds);
        Checks.usage(spec, smooth >= 1, "--smooth must be at least 1, got %d", smooth);
        Checks.usage(spec, device == null || file == null, "--device is for a microphone, not for --from %s", file);
        if (listDevices) {
            list(Microphones.ofThisMachine().names());
            return 0;
        }
        Checks.usage(spec, model != null, "MODEL is missing: a model file, or the word pretrained or audioset");
        // First the sound: without a microphone nobody should wait for a model.
        try (Interruption interruption = new Interruption();
                AudioStream sound = sound();
                SoundClassifier classifier = Models.classifier(model)) {
            classifier.warmUp(); // or the first seconds would be lost
            spec.commandLine().getErr().println("listening" + (file == null ? "" : " to " + file) + ", Ctrl-C ends");
            double seconds = listen(classifier, sound, interruption);
            double needed = classifier.frontEnd().windowSeconds();
            if (seconds < needed && file != null && !interruption.happened()) {
                throw new CommandFailedException(String.format(
                        Locale.ROOT,
                        "%s: must last at least %s s to be listened to, the length of this model's windows, got %.3f s"
                                + " (classify takes short sounds)",
                        file,
                        needed,
                        seconds));
            }
        }
        return 0;
    }

    private void list(List<String> names) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.write(names));
            return;
        }
        if (names.isEmpty()) {
            out.println("this machine shows Java no microphone");
        }
        for (int i = 0; i < names.size(); i++) {
            out.printf("%d  %s%n", i + 1, names.get(i));
        }
    }

    private AudioStream sound() throws IOException {
        return file == null ? Microphones.ofThisMachine().open(device) : new PacedStream(AudioFiles.open(file), pace);
    }

    private LiveView view() {
        PrintWriter out = spec.commandLine().getOut();
        boolean terminal = Boolean.getBoolean("auricle.output.terminal");
        return json ? new JsonLines(out) : new Meter(out, terminal, Integer.getInteger("auricle.columns", 80));
    }

    /** Listens until the sound ends or the user ends it. Returns the seconds that were heard. */
    private double listen(SoundClassifier classifier, AudioStream sound, Interruption interruption) throws IOException {
        LiveView view = view();
        int rate = sound.sampleRateHz();
        LiveSound live =
                Checks.options(spec, () -> classifier.listen(rate, new LiveSound.Options(hopSeconds, smooth), view));
        float[][] block = new float[sound.channels()][Math.max(1, rate / BLOCKS_PER_SECOND)];
        long samples = 0;
        boolean late = false;
        int count;
        while (!interruption.happened() && (count = sound.read(block, 0, block[0].length)) != -1) {
            samples += count;
            view.block(block, count, (double) samples / rate);
            live.push(block, 0, count);
            late = late || tellIfLate(sound);
        }
        view.end();
        return (double) samples / rate;
    }

    private boolean tellIfLate(AudioStream sound) {
        boolean late = sound instanceof MicrophoneStream microphone && microphone.late();
        if (late) {
            spec.commandLine()
                    .getErr()
                    .println("auricle: sound was lost: answers take longer than --hop " + hopSeconds);
        }
        return late;
    }
}
