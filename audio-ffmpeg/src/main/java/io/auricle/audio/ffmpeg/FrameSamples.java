package io.auricle.audio.ffmpeg;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.ShortPointer;

/** The samples of a decoded frame as floats, full scale being 1. */
final class FrameSamples {
    private FrameSamples() {}

    /** Whether {@link #copy} reads a format of samples. */
    static boolean reads(int format) {
        return planar(format) >= 0;
    }

    /** The same format with the channels apart; -1 if it is none of ours. */
    private static int planar(int format) {
        return switch (format) {
            case avutil.AV_SAMPLE_FMT_U8, avutil.AV_SAMPLE_FMT_U8P -> avutil.AV_SAMPLE_FMT_U8P;
            case avutil.AV_SAMPLE_FMT_S16, avutil.AV_SAMPLE_FMT_S16P -> avutil.AV_SAMPLE_FMT_S16P;
            case avutil.AV_SAMPLE_FMT_S32, avutil.AV_SAMPLE_FMT_S32P -> avutil.AV_SAMPLE_FMT_S32P;
            case avutil.AV_SAMPLE_FMT_FLT, avutil.AV_SAMPLE_FMT_FLTP -> avutil.AV_SAMPLE_FMT_FLTP;
            case avutil.AV_SAMPLE_FMT_DBL, avutil.AV_SAMPLE_FMT_DBLP -> avutil.AV_SAMPLE_FMT_DBLP;
            default -> -1;
        };
    }

    /** Copies a frame's samples to the start of arrays, one for each channel. */
    static void copy(AVFrame frame, int channels, float[][] into) {
        boolean apart = planar(frame.format()) == frame.format();
        int count = frame.nb_samples() * (apart ? 1 : channels);
        for (int plane = 0; plane < (apart ? channels : 1); plane++) {
            float[] values = values(planar(frame.format()), frame.extended_data(plane), count);
            for (int c = apart ? plane : 0, k = 0; k < (apart ? 1 : channels); k++, c++) {
                for (int i = 0, at = k; i < frame.nb_samples(); i++, at += apart ? 1 : channels) {
                    into[c][i] = values[at];
                }
            }
        }
    }

    private static float[] values(int format, BytePointer data, int count) {
        var values = new float[count];
        switch (format) {
            case avutil.AV_SAMPLE_FMT_U8P -> {
                var bytes = new byte[count];
                data.get(bytes);
                for (int i = 0; i < count; i++) {
                    values[i] = ((bytes[i] & 0xFF) - 128) * 0x1p-7f;
                }
            }
            case avutil.AV_SAMPLE_FMT_S16P -> {
                var shorts = new short[count];
                new ShortPointer(data).get(shorts);
                for (int i = 0; i < count; i++) {
                    values[i] = shorts[i] * 0x1p-15f;
                }
            }
            case avutil.AV_SAMPLE_FMT_S32P -> {
                var ints = new int[count];
                new IntPointer(data).get(ints);
                for (int i = 0; i < count; i++) {
                    values[i] = ints[i] * 0x1p-31f;
                }
            }
            case avutil.AV_SAMPLE_FMT_FLTP -> new FloatPointer(data).get(values);
            default -> {
                var doubles = new double[count];
                new DoublePointer(data).get(doubles);
                for (int i = 0; i < count; i++) {
                    values[i] = (float) doubles[i];
                }
            }
        }
        return values;
    }
}
