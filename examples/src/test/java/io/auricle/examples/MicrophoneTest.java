package io.auricle.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.Line;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.TargetDataLine;
import org.junit.jupiter.api.Test;

/** Devices as {@code javax.sound} would show them. */
class MicrophoneTest {

    private static final AudioFormat STEREO = new AudioFormat(48_000, 16, 2, true, false);

    /** A line that gives the bytes 0, 1, 2 ... and is found full or not. */
    private static TargetDataLine line(boolean full) {
        return proxy(TargetDataLine.class, (proxy, method, args) -> switch (method.getName()) {
            case "getFormat" -> STEREO;
            case "getBufferSize" -> 1000;
            case "available" -> full ? 1000 : 10;
            case "read" -> {
                byte[] into = (byte[]) args[0];
                int length = Math.min(8, (int) args[2]);
                for (int i = 0; i < length; i++) {
                    into[i] = (byte) (i == 7 ? 0x80 : i);
                }
                yield length;
            }
            default -> null;
        });
    }

    private static Mixer mixer(String name, boolean records, boolean taken) {
        return proxy(Mixer.class, (proxy, method, args) -> switch (method.getName()) {
            case "getMixerInfo" -> new Mixer.Info(name, "", "", "") {};
            case "isLineSupported" -> records && ((DataLine.Info) args[0]).isFormatSupported(STEREO);
            case "getLine" -> {
                if (taken) {
                    throw new LineUnavailableException("busy");
                }
                yield (Line) line(false);
            }
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private final Microphones microphones = new Microphones(List.of(
            mixer("Loudspeaker", false, false),
            mixer("Built-in microphone", true, false),
            mixer("USB headset", true, true)));

    @Test
    void only_devices_that_record_are_listed() {
        assertThat(microphones.names()).containsExactly("Built-in microphone", "USB headset");
    }

    @Test
    void a_device_is_chosen_by_number_by_a_part_of_its_name_or_is_the_first() {
        for (String choice : new String[] {null, "1", "BUILT"}) {
            try (MicrophoneStream stream = microphones.open(choice)) {
                assertThat(stream.sampleRateHz()).isEqualTo(48_000);
                assertThat(stream.channels()).isEqualTo(2);
            }
        }
    }

    @Test
    void a_device_that_is_taken_or_absent_is_one_line() {
        assertThatThrownBy(() -> microphones.open("2"))
                .isInstanceOf(CommandFailedException.class)
                .hasMessage("microphone USB headset cannot be opened, perhaps another program has it: busy");
        assertThatThrownBy(() -> microphones.open("webcam"))
                .isInstanceOf(CommandFailedException.class)
                .hasMessage("--device must be a number from 1 to 2 or a part of a name of [Built-in microphone,"
                        + " USB headset], got webcam");
    }

    @Test
    void bytes_become_samples_of_each_channel() {
        try (MicrophoneStream stream = new MicrophoneStream(line(false))) {
            float[][] block = new float[2][4];

            assertThat(stream.read(block, 1, 3)).isEqualTo(2);

            assertThat(block[0]).containsExactly(0, 0x0100 / 32_768f, 0x0504 / 32_768f, 0);
            assertThat(block[1]).containsExactly(0, 0x0302 / 32_768f, (short) 0x8006 / 32_768f, 0);
            assertThat(stream.late()).isFalse();
        }
    }

    @Test
    void a_full_buffer_is_noticed() {
        try (MicrophoneStream stream = new MicrophoneStream(line(true))) {
            stream.read(new float[2][4], 0, 4);

            assertThat(stream.late()).isTrue();
        }
    }
}
