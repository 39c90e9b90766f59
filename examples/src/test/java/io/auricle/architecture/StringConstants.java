package io.auricle.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The string constants of a class file (JVMS 4.4), the recipes of concatenations among them; ArchUnit does not read them. */
final class StringConstants {
    private static final int UTF8 = 1;
    private static final int STRING = 8;

    private StringConstants() {}

    static List<String> of(JavaClass type) {
        try (var in = type.getSource().orElseThrow().getUri().toURL().openStream()) {
            return read(new DataInputStream(new ByteArrayInputStream(in.readAllBytes())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> read(DataInputStream in) throws IOException {
        in.skipBytes(8); // magic and version
        int count = in.readUnsignedShort();
        String[] texts = new String[count];
        List<Integer> strings = new ArrayList<>();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case UTF8 -> texts[i] = in.readUTF();
                case STRING -> strings.add(in.readUnsignedShort());
                case 7, 16, 19, 20 -> in.skipBytes(2); // class, method type, module, package
                case 15 -> in.skipBytes(3); // method handle
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipBytes(4); // numbers, members, names, dynamic
                case 5, 6 -> { // long and double take two places
                    in.skipBytes(8);
                    i++;
                }
                default -> throw new IOException("constant must have a known tag, got " + tag);
            }
        }
        return strings.stream().map(index -> texts[index]).toList();
    }
}
