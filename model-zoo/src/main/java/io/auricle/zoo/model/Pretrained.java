package io.auricle.zoo.model;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** The weights that the artifact model-zoo-pretrained brings: a model file as a resource, under a licence of its own. */
final class Pretrained {
    static final String NAME = "pretrained";
    private static final String RESOURCE = "io/auricle/zoo/pretrained/pretrained.zip";

    private Pretrained() {}

    static byte[] bytes() throws IOException {
        return bytes(Pretrained.class.getClassLoader(), Thread.currentThread().getContextClassLoader());
    }

    /** The first loader's, which is where a dependency of the application lies; else the second's, which may be a plug-in's. */
    static byte[] bytes(ClassLoader own, ClassLoader context) throws IOException {
        InputStream found = own.getResourceAsStream(RESOURCE);
        if (found == null && context != null) {
            found = context.getResourceAsStream(RESOURCE);
        }
        if (found == null) {
            throw new FileNotFoundException("the pretrained weights must be on the class path, got no " + RESOURCE
                    + " there; add the dependency io.auricle:model-zoo-pretrained (weights: CC BY-NC 3.0)");
        }
        try (InputStream in = found) {
            return ModelFile.bytes(in, NAME);
        }
    }
}
