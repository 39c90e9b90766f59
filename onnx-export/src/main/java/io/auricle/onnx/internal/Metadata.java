package io.auricle.onnx.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.auricle.features.FrontEnd;
import io.auricle.zoo.model.ModelInput;
import io.auricle.zoo.model.SoundModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a file tells beside its network, each value as JSON. */
public final class Metadata {
    private static final JsonMapper JSON = new JsonMapper();

    private Metadata() {}

    /**
     * The metadata of a model.
     *
     * @param model the model
     * @return labels, output, thresholds and inputs
     */
    public static Map<String, String> of(SoundModel model) {
        List<Object> inputs = new ArrayList<>();
        for (ModelInput input : model.inputs()) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("name", input.name());
            each.put("shape", input.shape());
            each.put("axes", input.order().word());
            each.put("windows", input.windows());
            each.put("mean", input.standardizer().mean());
            each.put("standardDeviation", input.standardizer().standardDeviation());
            each.put("frontEnd", input.frontEnd().map(FrontEnd::toMap).orElse(null));
            inputs.add(each);
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("labels", json(model.labels()));
        metadata.put("output", json(model.output().name()));
        metadata.put("thresholds", json(model.thresholds().values()));
        metadata.put("inputs", json(inputs));
        return metadata;
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // plain values only
        }
    }
}
