package io.auricle.zoo.model;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** A good model file with something changed, zipped again as any tool would. */
final class Forgery {
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    static Forgery of(byte[] good) {
        Forgery forgery = new Forgery();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(good))) {
            for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
                forgery.entries.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return forgery;
    }

    Forgery with(String name, byte[] data) {
        entries.put(name, data);
        return this;
    }

    Forgery without(String name) {
        entries.remove(name);
        return this;
    }

    Forgery edit(String name, UnaryOperator<String> change) {
        String before = new String(entries.get(name), StandardCharsets.UTF_8);
        String after = change.apply(before);
        if (after.equals(before)) {
            throw new IllegalArgumentException("the forgery must change " + name);
        }
        return with(name, after.getBytes(StandardCharsets.UTF_8));
    }

    byte[] get(String name) {
        return entries.get(name).clone();
    }

    byte[] zip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
