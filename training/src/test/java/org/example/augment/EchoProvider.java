package org.example.augment;

import io.auricle.augment.Transform;
import io.auricle.augment.TransformProvider;
import java.util.Map;

/** Reads a user's own transform back; found by ServiceLoader. */
public final class EchoProvider implements TransformProvider {
    @Override
    public String word() {
        return "echo";
    }

    @Override
    public Transform read(Map<String, Object> settings) {
        return new Echo(((Number) settings.get("seconds")).doubleValue());
    }
}
