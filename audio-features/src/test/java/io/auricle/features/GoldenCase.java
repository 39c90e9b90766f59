package io.auricle.features;

import io.auricle.features.descriptor.KaldiConfig;
import io.auricle.features.internal.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** One entry of a manifest of reference vectors: which function, with which arguments, on which signal, gave which numbers. */
record GoldenCase(String folder, Map<?, ?> entry, Map<?, ?> signals) {
    static Stream<GoldenCase> of(String folder) {
        try (InputStream in = GoldenCase.class.getResourceAsStream(folder + "/manifest.json")) {
            Map<?, ?> manifest = (Map<?, ?>) Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return ((List<?>) manifest.get("cases"))
                    .stream().map(c -> new GoldenCase(folder, (Map<?, ?>) c, (Map<?, ?>) manifest.get("signals")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String file() {
        return (String) entry.get("file");
    }

    String kind() {
        return (String) entry.get("kind");
    }

    float[] expected() {
        return Npy.read(folder + "/" + file());
    }

    /** Another case of the same manifest. */
    GoldenCase sibling(Object file) {
        return of(folder).filter(c -> c.file().equals(file)).findFirst().orElseThrow();
    }

    int rows() {
        return ((Double) ((List<?>) entry.get("shape")).get(0)).intValue();
    }

    int columns() {
        return ((Double) ((List<?>) entry.get("shape")).get(1)).intValue();
    }

    private Map<?, ?> signal() {
        return (Map<?, ?>) signals.get(entry.get("signal"));
    }

    float[] samples() {
        return Npy.read(folder + "/" + signal().get("file"));
    }

    int sampleRateHz() {
        return entry.get("signal") == null ? integer("sr", 22_050) : ((Double) signal().get("sample_rate")).intValue();
    }

    /** The arguments that the reference was called with. */
    Map<?, ?> arguments() {
        return (Map<?, ?>) (entry.containsKey("kaldi") ? entry.get("kaldi") : entry.get("librosa"));
    }

    boolean has(String key) {
        return arguments().containsKey(key);
    }

    double number(String key, double otherwise) {
        return arguments().get(key) instanceof Double number ? number : otherwise;
    }

    int integer(String key, int otherwise) {
        return (int) number(key, otherwise);
    }

    StftConfig stft() {
        StftConfig.Builder stft = StftConfig.builder()
                .fftSize(integer("n_fft", 2048))
                .hopLength(integer("hop_length", 512))
                .window(window())
                .padding(padding())
                .power(number("power", 2));
        if (arguments().get("win_length") instanceof Double length) {
            stft.windowLength(length.intValue());
        }
        return stft.build();
    }

    private Window window() {
        Object window = has("window") ? arguments().get("window") : "hann";
        if (window instanceof List<?> list) {
            return "kaiser".equals(list.get(0))
                    ? Window.kaiser((Double) list.get(1))
                    : Window.of(list.stream().mapToDouble(Double.class::cast).toArray());
        }
        return window.equals("boxcar") ? Window.rectangular() : Window.parse((String) window);
    }

    Padding padding() {
        if (Boolean.FALSE.equals(arguments().get("center"))) {
            return Padding.NONE;
        }
        return "reflect".equals(arguments().get("pad_mode")) ? Padding.REFLECT : Padding.ZERO;
    }

    MelConfig mel() {
        MelConfig.Builder mel = MelConfig.builder()
                .sampleRateHz(sampleRateHz())
                .stft(stft())
                .melBands(integer("n_mels", 128))
                .minHz(number("fmin", 0))
                .scale(Boolean.TRUE.equals(arguments().get("htk")) ? MelScale.HTK : MelScale.SLANEY)
                .norm(has("norm") && arguments().get("norm") == null ? MelNorm.NONE : MelNorm.SLANEY);
        if (arguments().get("fmax") instanceof Double hz) {
            mel.maxHz(hz);
        }
        return mel.build();
    }

    DecibelConfig decibels() {
        DecibelConfig.Builder decibels = DecibelConfig.builder().amin(number("amin", 1e-10));
        if ("max".equals(arguments().get("ref"))) {
            decibels.referenceMax();
        } else {
            decibels.reference(number("ref", 1));
        }
        if (has("top_db") && arguments().get("top_db") == null) {
            return decibels.noTopDb().build();
        }
        return decibels.topDb(number("top_db", 80)).build();
    }

    KaldiConfig kaldi() {
        KaldiConfig.Builder kaldi = KaldiConfig.builder()
                .sampleRateHz(sampleRateHz())
                .melBands(integer("num_mel_bins", 23))
                .minHz(number("low_freq", 20))
                .preemphasis(number("preemphasis_coefficient", 0.97))
                .frameLength((int) (sampleRateHz() * number("frame_length", 25) / 1000))
                .hopLength((int) (sampleRateHz() * number("frame_shift", 10) / 1000));
        if (number("high_freq", 0) > 0) {
            kaldi.maxHz(number("high_freq", 0));
        }
        if (has("window_type")) {
            String word = ((String) arguments().get("window_type")).replace("hanning", "hann");
            kaldi.taper(KaldiConfig.Taper.valueOf(word.toUpperCase(Locale.ROOT)));
        }
        return kaldi.build();
    }

    @Override
    public String toString() {
        return folder + " " + file();
    }
}
