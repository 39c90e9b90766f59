package io.auricle.zoo.yamnet;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the artifact model-zoo-yamnet brings: the file with the weights, and the names of the classes. */
enum YamnetResource {
    WEIGHTS("io/auricle/zoo/yamnet/weights/yamnet.tflite"),
    LABELS("io/auricle/zoo/yamnet/weights/labels.txt");

    private final String path;

    YamnetResource(String path) {
        this.path = path;
    }

    byte[] bytes() throws IOException {
        return bytes(
                YamnetResource.class.getClassLoader(), Thread.currentThread().getContextClassLoader());
    }

    /** The first loader's, which is where a dependency of the application lies; else the second's, which may be a plug-in's. */
    byte[] bytes(ClassLoader own, ClassLoader context) throws IOException {
        InputStream found = own.getResourceAsStream(path);
        if (found == null && context != null) {
            found = context.getResourceAsStream(path);
        }
        if (found == null) {
            throw new FileNotFoundException("YAMNet must be on the class path, got no " + path
                    + " there; add the dependency io.auricle:model-zoo-yamnet (Apache-2.0; class names CC BY 4.0)");
        }
        try (InputStream in = found) {
            return in.readAllBytes();
        }
    }

    List<String> lines() throws IOException {
        return new String(bytes(), StandardCharsets.UTF_8).lines().toList();
    }
}
