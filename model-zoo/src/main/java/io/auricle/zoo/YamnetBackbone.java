package io.auricle.zoo;

import io.auricle.features.ClipEnd;
import io.auricle.features.FrontEnd;
import io.auricle.features.ShortClip;
import io.auricle.zoo.yamnet.Yamnet;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** YAMNet without its classes: 1024 values a window. */
record YamnetBackbone(Yamnet yamnet) implements Backbone {
    /** Short clips are repeated rather than followed by silence, and a clip's end counts. */
    static final FrontEnd FRONT_END = FrontEnd.yamnet().toBuilder()
            .shortClip(ShortClip.REPEAT)
            .clipEnd(ClipEnd.ALIGN)
            .build();

    @Override
    public String key() {
        return "yamnet " + yamnet.sha256();
    }

    @Override
    public FrontEnd frontEnd() {
        return FRONT_END;
    }

    @Override
    public int values() {
        return Yamnet.EMBEDDING;
    }

    @Override
    public ComputationGraph graph() {
        return yamnet.backbone();
    }

    @Override
    public String addTo(GraphBuilder graph, String input, String prefix) {
        return Yamnet.addTo(graph, input, prefix);
    }

    @Override
    public void copyInto(ComputationGraph graph, String prefix) {
        yamnet.copyInto(graph, prefix);
    }
}
