package io.auricle.examples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.TargetDataLine;

/** The devices of this machine that record, by {@code javax.sound}. */
final class Microphones {

    private static final int BITS = 16;
    private static final double BUFFER_SECONDS = 2;

    /** What is asked for, best first. */
    private static final List<AudioFormat> FORMATS = List.of(
            new AudioFormat(44_100, BITS, 1, true, false),
            new AudioFormat(48_000, BITS, 1, true, false),
            new AudioFormat(44_100, BITS, 2, true, false),
            new AudioFormat(48_000, BITS, 2, true, false),
            new AudioFormat(16_000, BITS, 1, true, false));

    private final List<Mixer> devices;

    /**
     * Keeps those devices that record.
     *
     * @param mixers all devices of the machine
     */
    Microphones(List<Mixer> mixers) {
        this.devices =
                mixers.stream().filter(mixer -> format(mixer).isPresent()).toList();
    }

    /** {@return the microphones of this machine} */
    static Microphones ofThisMachine() {
        return new Microphones(Arrays.stream(AudioSystem.getMixerInfo())
                .map(AudioSystem::getMixer)
                .toList());
    }

    /** {@return their names, in the machine's order} */
    List<String> names() {
        return devices.stream().map(device -> device.getMixerInfo().getName()).toList();
    }

    /**
     * Opens a microphone and starts to record.
     *
     * @param choice its number, counted from 1, or a part of its name; null for the first
     * @return its sound, which ends when it is closed
     * @throws CommandFailedException if there is none, or it is taken
     */
    MicrophoneStream open(String choice) {
        Mixer device = choice == null ? first() : chosen(choice);
        AudioFormat format = format(device).orElseThrow();
        try {
            TargetDataLine line = (TargetDataLine) device.getLine(new DataLine.Info(TargetDataLine.class, format));
            int frames = (int) Math.round(BUFFER_SECONDS * format.getSampleRate());
            line.open(format, frames * format.getFrameSize());
            line.start();
            return new MicrophoneStream(line);
        } catch (LineUnavailableException | SecurityException e) {
            throw new CommandFailedException(
                    "microphone " + device.getMixerInfo().getName()
                            + " cannot be opened, perhaps another program has it: " + e.getMessage());
        }
    }

    private Mixer first() {
        if (devices.isEmpty()) {
            throw new CommandFailedException(
                    "this machine shows Java no microphone: plug one in, or listen to a file" + " with --from FILE");
        }
        return devices.get(0);
    }

    private Mixer chosen(String choice) {
        first();
        List<Mixer> found = new ArrayList<>();
        for (int i = 0; i < devices.size(); i++) {
            String name = devices.get(i).getMixerInfo().getName();
            if (choice.equals(String.valueOf(i + 1))) {
                return devices.get(i);
            }
            if (name.toLowerCase(Locale.ROOT).contains(choice.toLowerCase(Locale.ROOT))) {
                found.add(devices.get(i));
            }
        }
        if (found.isEmpty()) {
            throw new CommandFailedException("--device must be a number from 1 to " + devices.size()
                    + " or a part of a name of " + names() + ", got " + choice);
        }
        return found.get(0);
    }

    private static Optional<AudioFormat> format(Mixer mixer) {
        return FORMATS.stream()
                .filter(format -> mixer.isLineSupported(new DataLine.Info(TargetDataLine.class, format)))
                .findFirst();
    }
}
