package io.auricle.audio;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Damages a WAV file with knowledge of its structure: a field of a header, whole chunks, the ends, the sound. */
final class WavMutator {
    private static final long[] TELLING = {
        0,
        1,
        2,
        3,
        4,
        7,
        8,
        16,
        17,
        24,
        32,
        64,
        255,
        256,
        0x7FFF,
        0x8000,
        0xFFFE,
        0xFFFF,
        0x7FFF_FFFFL,
        0x8000_0000L,
        0xFFFF_FFFEL,
        0xFFFF_FFFFL,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        -1
    };
    private static final String FMT_FIELDS =
            "tag:2 channels:2 rate:4 byteRate:4 align:2 bits:2 extra:2 valid:2 mask:4 guid:16";
    private static final String ADPCM_FIELDS =
            "tag:2 channels:2 rate:4 byteRate:4 align:2 bits:2 extra:2 samplesPerBlock:2 pairs:2 coefficients:28";
    private static final String DS64_FIELDS = "riffSize:8 dataSize:8 samples:8 tableLength:4";
    private static final int CHUNK_HEAD = 8;

    /** A field of a header, by its place. */
    record Field(String name, int offset, int bytes) {}

    private record Chunk(String id, int offset, int end) {}

    private final byte[] original;
    private final List<Chunk> chunks = new ArrayList<>();
    private final List<Field> fields = new ArrayList<>();

    WavMutator(byte[] original) {
        this.original = original;
        addFields("riff", "id:4 size:4 form:4", 0, 12);
        for (int at = 12; at + CHUNK_HEAD <= original.length; ) {
            String id = new String(original, at, 4, StandardCharsets.ISO_8859_1);
            long size = buffer(original).getInt(at + 4) & 0xFFFF_FFFFL;
            int end = (int) Math.min(original.length, at + CHUNK_HEAD + size + (size & 1));
            chunks.add(new Chunk(id, at, end));
            addFields(id, "id:4 size:4", at, end);
            addFields(id, body(id, at), at + CHUNK_HEAD, end);
            at = end;
        }
    }

    List<Field> fields() {
        return fields;
    }

    /** One field set to a telling or random value, or changed by one bit or by 1. */
    byte[] withField(Field field, RandomGenerator random) {
        byte[] mutant = original.clone();
        int at = field.offset + random.nextInt(field.bytes) / 2 * 2;
        ByteBuffer view = buffer(mutant);
        switch (random.nextInt(4)) {
            case 0 -> mutant[field.offset + random.nextInt(field.bytes)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> System.arraycopy(noise(field.bytes, random), 0, mutant, field.offset, field.bytes);
            case 2 -> view.putShort(at, (short) (view.getShort(at) + (random.nextBoolean() ? 1 : -1)));
            default -> {
                long value = TELLING[random.nextInt(TELLING.length)];
                for (int i = 0; i < Math.min(8, field.bytes); i++) {
                    mutant[field.offset + i] = (byte) (value >> 8 * i);
                }
            }
        }
        return mutant;
    }

    /** Damage of a random kind. */
    byte[] anyhow(RandomGenerator random) {
        return switch (random.nextInt(9)) {
            case 0, 1 -> withField(fields.get(random.nextInt(fields.size())), random);
            case 2 -> Arrays.copyOf(original, random.nextInt(original.length + 1));
            case 3 -> withNoise(
                    Arrays.copyOf(original, original.length + random.nextInt(100)), original.length, random);
            case 4 -> withNoise(original.clone(), chunks.get(chunks.size() - 1).offset, random);
            case 5 -> rearranged(random);
            case 6 -> withJunkChunk(random);
            case 7 -> withChannels(1 + random.nextInt(random.nextBoolean() ? 8 : 5000));
            default -> new WavMutator(withField(fields.get(random.nextInt(fields.size())), random)).anyhow(random);
        };
    }

    /** Channels and block align that agree, so that the reader goes on. */
    private byte[] withChannels(int channels) {
        byte[] mutant = original.clone();
        for (Chunk chunk : chunks) {
            if (chunk.id.equals("fmt ") && chunk.end - chunk.offset >= 24) {
                ByteBuffer view = buffer(mutant);
                int bits = view.getShort(chunk.offset + 22);
                view.putShort(chunk.offset + 10, (short) channels);
                view.putShort(chunk.offset + 20, (short) (channels * ((bits + 7) / 8)));
            }
        }
        return mutant;
    }

    private static byte[] withNoise(byte[] mutant, int from, RandomGenerator random) {
        for (int i = random.nextInt(20); i >= 0 && from < mutant.length; i--) {
            mutant[from + random.nextInt(mutant.length - from)] = (byte) random.nextInt();
        }
        return mutant;
    }

    private byte[] rearranged(RandomGenerator random) {
        List<Chunk> order = new ArrayList<>(chunks);
        int index = random.nextInt(order.size());
        switch (random.nextInt(3)) {
            case 0 -> order.add(random.nextInt(order.size()), order.get(index));
            case 1 -> order.remove(index);
            default -> order.add(random.nextInt(order.size()), order.remove(index));
        }
        var out = new ByteArrayOutputStream();
        out.write(original, 0, 12);
        for (Chunk chunk : order) {
            out.write(original, chunk.offset, chunk.end - chunk.offset);
        }
        return out.toByteArray();
    }

    private byte[] withJunkChunk(RandomGenerator random) {
        int at = chunks.get(random.nextInt(chunks.size())).offset;
        var junk = new byte[CHUNK_HEAD + random.nextInt(40)];
        random.nextBytes(junk);
        buffer(junk).putInt(4, random.nextInt(5) == 0 ? random.nextInt() : junk.length - CHUNK_HEAD);
        var out = new ByteArrayOutputStream();
        out.write(original, 0, at);
        out.writeBytes(junk);
        out.write(original, at, original.length - at);
        return out.toByteArray();
    }

    private static byte[] noise(int count, RandomGenerator random) {
        var noise = new byte[count];
        random.nextBytes(noise);
        return noise;
    }

    private String body(String id, int at) {
        return switch (id) {
            case "fmt " -> {
                int tag = at + 10 <= original.length ? buffer(original).getShort(at + CHUNK_HEAD) : 0;
                yield tag == 2 || tag == 0x11 ? ADPCM_FIELDS : FMT_FIELDS;
            }
            case "ds64" -> DS64_FIELDS;
            case "fact" -> "samples:4";
            default -> "";
        };
    }

    private void addFields(String chunk, String list, int offset, int end) {
        int at = offset;
        for (String entry : list.split(" ")) {
            int colon = entry.indexOf(':');
            if (colon > 0) {
                int bytes = Integer.parseInt(entry.substring(colon + 1));
                if (at + bytes <= end) {
                    fields.add(new Field(chunk.strip() + "." + entry.substring(0, colon), at, bytes));
                }
                at += bytes;
            }
        }
    }

    private static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
