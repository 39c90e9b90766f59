package io.auricle.augment;

import static io.auricle.internal.Checks.check;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Every kind of transform by its word: the one place where ours are registered, and where others' are looked up. */
final class Kinds {
    private static final String KIND = "kind";

    private record Kind(Class<? extends Transform> type, Function<Settings, Transform> read) {}

    private static final Map<String, Kind> OURS = Map.ofEntries(
            Map.entry(AddedNoise.WORD, new Kind(AddedNoise.class, AddedNoise::of)),
            Map.entry(BandFilter.WORD, new Kind(BandFilter.class, BandFilter::of)),
            Map.entry(CellNoise.WORD, new Kind(CellNoise.class, CellNoise::of)),
            Map.entry(FrequencyMask.WORD, new Kind(FrequencyMask.class, FrequencyMask::of)),
            Map.entry(Gain.WORD, new Kind(Gain.class, Gain::of)),
            Map.entry(LevelChange.WORD, new Kind(LevelChange.class, LevelChange::of)),
            Map.entry(MixedBackground.WORD, new Kind(MixedBackground.class, MixedBackground::of)),
            Map.entry(PitchShift.WORD, new Kind(PitchShift.class, PitchShift::of)),
            Map.entry(Sometimes.WORD, new Kind(Sometimes.class, Sometimes::of)),
            Map.entry(TimeMask.WORD, new Kind(TimeMask.class, TimeMask::of)),
            Map.entry(TimeRoll.WORD, new Kind(TimeRoll.class, TimeRoll::of)),
            Map.entry(TimeShift.WORD, new Kind(TimeShift.class, TimeShift::of)),
            Map.entry(TimeStretch.WORD, new Kind(TimeStretch.class, TimeStretch::of)));

    private Kinds() {}

    /** A transform as a map whose order does not depend on the run: its kind first, then its settings by name. */
    static Map<String, Object> write(Transform transform) {
        String word = transform.word();
        Kind ours = OURS.get(word);
        check(
                ours == null || ours.type == transform.getClass(),
                "word %s of %s must not be taken, it is the word of %s",
                word,
                transform.getClass().getName(),
                ours == null ? "" : ours.type.getName());
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(KIND, word);
        new TreeMap<>(transform.settings()).forEach((name, value) -> {
            check(!name.equals(KIND), "settings of %s must not be called %s", word, KIND);
            map.put(name, value);
        });
        return map;
    }

    static <T extends Transform> T read(Object written, Class<T> wanted) {
        check(written instanceof Map, "a transform must be a map, got %s", written);
        Map<String, Object> settings = new LinkedHashMap<>();
        ((Map<?, ?>) written).forEach((name, value) -> settings.put(String.valueOf(name), value));
        Object word = settings.remove(KIND);
        check(word instanceof String, "kind of a transform must be text, got %s", word);
        Transform transform = make((String) word, settings);
        check(
                wanted.isInstance(transform),
                "transform %s must be a %s, got a %s",
                word,
                wanted.getSimpleName(),
                transform.getClass().getName());
        return wanted.cast(transform);
    }

    private static Transform make(String word, Map<String, Object> settings) {
        Optional<TransformProvider> other = provider(word);
        Kind ours = OURS.get(word);
        if (ours == null) {
            return other.orElseThrow(() -> new IllegalArgumentException(
                            "kind of a transform must be one of " + words() + ", got " + word))
                    .read(settings);
        }
        check(
                other.isEmpty(),
                "word %s of %s must not be taken, it is the word of %s",
                word,
                other.map(provider -> provider.getClass().getName()).orElse(""),
                ours.type.getName());
        Settings read = new Settings(word, settings);
        Transform transform = ours.read.apply(read);
        read.requireAllRead();
        return transform;
    }

    private static Optional<TransformProvider> provider(String word) {
        TransformProvider found = null;
        for (TransformProvider provider : ServiceLoader.load(TransformProvider.class)) {
            if (provider.word().equals(word)) {
                check(
                        found == null,
                        "word %s of %s must not be taken, it is the word of %s",
                        word,
                        provider.getClass().getName(),
                        found == null ? "" : found.getClass().getName());
                found = provider;
            }
        }
        return Optional.ofNullable(found);
    }

    private static TreeSet<String> words() {
        TreeSet<String> words = new TreeSet<>(OURS.keySet());
        ServiceLoader.load(TransformProvider.class).forEach(provider -> words.add(provider.word()));
        return words;
    }
}
