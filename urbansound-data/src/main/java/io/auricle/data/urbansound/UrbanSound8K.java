package io.auricle.data.urbansound;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What is fixed about the UrbanSound8K data set: its classes, its folds, its published counts and its archive.
 *
 * <p>Some descriptions of the data set list eleven sounds, an aeroplane among them. No clip carries such a label: there are
 * ten classes, those of {@link #CLASSES}.
 *
 * <p><b>Follows</b> J. Salamon, C. Jacoby, J. P. Bello, "A Dataset and Taxonomy for Urban Sound Research", ACM Multimedia
 * 2014, and the metadata file of the release (8732 clips). The data is licensed CC BY-NC: research use, not commercial.
 */
public final class UrbanSound8K {
    /** The classes in the order of their ids, 0 to 9, which is also alphabetical order. */
    public static final List<String> CLASSES = List.of(
            "air_conditioner",
            "car_horn",
            "children_playing",
            "dog_bark",
            "drilling",
            "engine_idling",
            "gun_shot",
            "jackhammer",
            "siren",
            "street_music");

    /** How many folds the release fixes; they are numbered from 1. */
    public static final int FOLDS = 10;

    /** Clips of the release. */
    public static final int CLIPS = 8732;

    /** Where the release lies. */
    public static final String ARCHIVE_URL = "https://zenodo.org/record/1203745/files/UrbanSound8K.tar.gz?download=1";

    /** Size of the archive. */
    public static final long ARCHIVE_BYTES = 6_023_741_708L;

    /** MD5 of the archive, in hexadecimal. */
    public static final String ARCHIVE_MD5 = "9aa69802bbf37fb986f71ec1483a196e";

    private static final int[][] COUNTS = {
        {100, 36, 100, 100, 100, 96, 35, 120, 86, 100},
        {100, 42, 100, 100, 100, 100, 35, 120, 91, 100},
        {100, 43, 100, 100, 100, 107, 36, 120, 119, 100},
        {100, 59, 100, 100, 100, 107, 38, 120, 166, 100},
        {100, 98, 100, 100, 100, 107, 40, 120, 71, 100},
        {100, 28, 100, 100, 100, 107, 46, 68, 74, 100},
        {100, 28, 100, 100, 100, 106, 51, 76, 77, 100},
        {100, 30, 100, 100, 100, 88, 30, 78, 80, 100},
        {100, 32, 100, 100, 100, 89, 31, 82, 82, 100},
        {100, 33, 100, 100, 100, 93, 32, 96, 83, 100}
    };

    private UrbanSound8K() {}

    /**
     * {@return how many clips the release holds of a class in a fold}
     *
     * @param fold from 1 to 10
     * @param classId from 0 to 9
     * @throws IndexOutOfBoundsException if there is no such fold or class
     */
    public static int publishedCount(int fold, int classId) {
        return COUNTS[java.util.Objects.checkIndex(fold - 1, FOLDS)][
                java.util.Objects.checkIndex(classId, CLASSES.size())];
    }

    /**
     * {@return how many clips the release holds in a fold}
     *
     * @param fold from 1 to 10
     * @throws IndexOutOfBoundsException if there is no such fold
     */
    public static int publishedCount(int fold) {
        return IntStream.of(COUNTS[java.util.Objects.checkIndex(fold - 1, FOLDS)])
                .sum();
    }
}
