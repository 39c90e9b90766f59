package io.auricle.audio.ffmpeg;

import io.auricle.audio.AudioClip;
import io.auricle.audio.AudioInput;
import io.auricle.audio.AudioStream;
import java.io.IOException;
import java.util.Objects;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.PointerPointer;

/** The sound of a file, decoded by FFmpeg packet by packet. Native memory is freed by {@link #close}. */
final class FfmpegStream implements AudioStream {
    private static final int AGAIN = -11;

    private final AudioInput in;
    private final FfmpegFormat format;
    private final FfmpegInput input;
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final AVFrame frame = avutil.av_frame_alloc();
    private AVFormatContext container;
    private AVCodecContext codec;
    private int stream;
    private int sampleRateHz;
    private float[][] samples = new float[0][0];
    private int taken;
    private int filled;
    private long delivered;
    private boolean drained;
    private boolean closed;

    private FfmpegStream(AudioInput in, FfmpegFormat format) throws IOException {
        this.in = in;
        this.format = format;
        this.input = new FfmpegInput(in, format.seeks());
    }

    static AudioStream open(AudioInput in, FfmpegFormat format) throws IOException {
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
        var stream = new FfmpegStream(in, format);
        try {
            stream.openContainer();
            stream.openCodec();
            if (!stream.refill()) {
                throw in.malformed(in.position(), format.title() + " must hold at least one sample", "none");
            }
            return stream;
        } catch (IOException | RuntimeException e) {
            stream.free();
            throw e;
        }
    }

    private void openContainer() throws IOException {
        AVInputFormat demuxer = avformat.av_find_input_format(format.demuxer());
        container = avformat.avformat_alloc_context();
        container.pb(input.context());
        int error = avformat.avformat_open_input(container, "", demuxer, (AVDictionary) null);
        if (error < 0) {
            container = null; // FFmpeg has freed it
            throw refused(error);
        }
        check(avformat.avformat_find_stream_info(container, (PointerPointer<?>) null));
        stream =
                avformat.av_find_best_stream(container, avutil.AVMEDIA_TYPE_AUDIO, -1, -1, (PointerPointer<?>) null, 0);
        if (stream < 0) {
            throw in.malformed(in.position(), format.title() + " must hold a stream of sound", "none");
        }
        for (int i = 0; i < container.nb_streams(); i++) {
            container.streams(i).discard(i == stream ? avcodec.AVDISCARD_DEFAULT : avcodec.AVDISCARD_ALL);
        }
    }

    private void openCodec() throws IOException {
        AVStream chosen = container.streams(stream);
        AVCodec decoder = avcodec.avcodec_find_decoder(chosen.codecpar().codec_id());
        if (decoder == null) {
            throw in.unsupported(
                    in.position(),
                    format.title() + " must hold a codec that FFmpeg decodes",
                    "codec " + chosen.codecpar().codec_id());
        }
        codec = avcodec.avcodec_alloc_context3(decoder);
        check(avcodec.avcodec_parameters_to_context(codec, chosen.codecpar()));
        codec.pkt_timebase(chosen.time_base());
        check(avcodec.avcodec_open2(codec, decoder, (PointerPointer<?>) null));
    }

    @Override
    public int sampleRateHz() {
        return sampleRateHz;
    }

    @Override
    public int channels() {
        return samples.length;
    }

    @Override
    public int read(float[][] into, int offset, int count) throws IOException {
        checkBlock(into, offset, count);
        if (taken == filled && (closed || !refill())) {
            return -1;
        }
        int n = Math.min(count, filled - taken);
        for (int c = 0; c < samples.length; c++) {
            System.arraycopy(samples[c], taken, into[c], offset, n);
        }
        taken += n;
        delivered += n;
        return n;
    }

    private void checkBlock(float[][] into, int offset, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("samples must be at least 1, got " + count);
        }
        if (into.length < samples.length) {
            throw new IllegalArgumentException(
                    "into must have at least " + samples.length + " channels, got " + into.length);
        }
        for (int c = 0; c < samples.length; c++) {
            Objects.checkFromIndexSize(offset, count, into[c].length);
        }
    }

    /** Decodes the next frame with samples; false at the end. */
    private boolean refill() throws IOException {
        while (true) {
            int error = avcodec.avcodec_receive_frame(codec, frame);
            if (error == avutil.AVERROR_EOF) {
                return false;
            }
            if (error == AGAIN) {
                send();
                continue;
            }
            check(error);
            take();
            avutil.av_frame_unref(frame);
            if (filled > 0) {
                return true;
            }
        }
    }

    /** Gives the decoder a packet of the stream, or the news that there are no more. */
    private void send() throws IOException {
        while (!drained) {
            int error = avformat.av_read_frame(container, packet);
            if (error == avutil.AVERROR_EOF) {
                if (input.failure().isPresent()) {
                    throw input.failure().get();
                }
                drained = true;
                check(avcodec.avcodec_send_packet(codec, null));
                return;
            }
            check(error);
            boolean ours = packet.stream_index() == stream;
            int sent = ours ? avcodec.avcodec_send_packet(codec, packet) : 0;
            avcodec.av_packet_unref(packet);
            check(sent);
            if (ours) {
                return;
            }
        }
    }

    private void take() throws IOException {
        int channels = frame.ch_layout().nb_channels();
        if (!FrameSamples.reads(frame.format()) || channels < 1 || frame.sample_rate() < 1) {
            throw in.unsupported(
                    in.position(), "FFmpeg must decode to 8 to 32 bits or floats", "format " + frame.format());
        }
        if (sampleRateHz == 0) {
            sampleRateHz = frame.sample_rate();
            samples = new float[channels][0];
        }
        if (frame.sample_rate() != sampleRateHz || channels != samples.length) {
            throw in.malformed(
                    in.position(),
                    "sound must keep its " + sampleRateHz + " Hz and " + samples.length + " channels",
                    frame.sample_rate() + " Hz and " + channels);
        }
        if (samples[0].length < frame.nb_samples()) {
            samples = new float[channels][frame.nb_samples()];
        }
        FrameSamples.copy(frame, channels, samples);
        taken = 0;
        filled = frame.nb_samples();
        checkSamples();
    }

    private void checkSamples() throws IOException {
        for (int c = 0; c < samples.length; c++) {
            for (int i = 0; i < filled; i++) {
                if (!(Math.abs(samples[c][i]) <= AudioClip.MAX_SAMPLE)) {
                    throw in.malformed(
                            in.position(),
                            "samples must be finite and at most 2^31 in size",
                            samples[c][i] + " at channel " + c + ", sample " + (delivered + i));
                }
            }
        }
    }

    private void check(int error) throws IOException {
        if (error < 0) {
            throw refused(error);
        }
    }

    private IOException refused(int error) {
        if (input.failure().isPresent()) {
            return input.failure().get();
        }
        var text = new byte[256];
        avutil.av_strerror(error, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        String found = new String(text, 0, end, java.nio.charset.StandardCharsets.US_ASCII);
        return in.malformed(in.position(), format.title() + " must be readable by FFmpeg", found);
    }

    private void free() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        avcodec.av_packet_free(packet);
        avutil.av_frame_free(frame);
        if (codec != null) {
            avcodec.avcodec_free_context(codec);
        }
        if (container != null) {
            avformat.avformat_close_input(container);
        }
        input.close();
    }

    @Override
    public void close() throws IOException {
        free();
        in.close();
    }
}
