package io.auricle.zoo.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import io.auricle.zoo.internal.Refusal;
import io.auricle.zoo.internal.StrictJson;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Graphs that a stranger could send: each is refused with its reason, or worked out in one go, however its branches meet. */
class GraphWalkTest {
    private static final long MOST_ALLOCATED = 32 << 20;
    private static final String GRAPH = "org.deeplearning4j.nn.conf.graph.";

    private final ObjectNode json = StrictJson.MAPPER.createObjectNode();
    private final Map<String, Shape> inputs = new LinkedHashMap<>(Map.of("in", Shape.of(2, 4, 8)));

    GraphWalkTest() {
        json.put("dataType", "FLOAT").put("backpropType", "Standard");
        json.putObject("defaultConfiguration").putNull("layer").putNull("stepFunction");
        json.putObject("vertices");
        json.putObject("vertexInputs");
        json.putArray("networkInputs").add("in");
        json.putArray("networkOutputs").add("out");
    }

    private ObjectNode vertex(String name, String kind, String... reads) {
        ArrayNode read = json.withObject("/vertexInputs").putArray(name);
        Arrays.stream(reads).forEach(read::add);
        return json.withObject("/vertices").putObject(name).put("@class", GRAPH + kind);
    }

    private void scale(String name, String... reads) {
        vertex(name, "ScaleVertex", reads).put("scaleFactor", 2);
    }

    private void merge(String name, String... reads) {
        vertex(name, "MergeVertex", reads).put("mergeAxis", 1).put("modified", false);
    }

    private void sum(String name, String... reads) {
        vertex(name, "ElementWiseVertex", reads).put("op", "Add");
    }

    private void order(String... names) {
        ArrayNode numbers = json.putArray("topologicalOrder");
        ArrayNode words = json.putArray("topologicalOrderStr");
        for (int i = 0; i < names.length; i++) {
            numbers.add(i);
            words.add(names[i]);
        }
    }

    private NetworkPlan plan() throws Refusal {
        return NetworkPlan.ofAnyOutput("graph", json, inputs);
    }

    private void isRefused(String reason) {
        assertThatThrownBy(this::plan).isInstanceOf(Refusal.class).hasMessage("graph: " + reason);
    }

    @Test
    void refuses_a_cycle_beside_the_way_to_the_output() {
        scale("out", "in");
        sum("a", "in", "b");
        scale("b", "a");

        isRefused("vertexInputs must have no cycle, got a, b");
    }

    @Test
    void refuses_a_vertex_that_reads_itself() {
        scale("out", "out");

        isRefused("vertexInputs must have no cycle, got out");
    }

    @Test
    void refuses_inputs_that_do_not_exist_or_are_missing() {
        sum("out", "in", "nobody");
        isRefused("vertexInputs.out must be inputs and vertices that exist, got nobody");
        sum("out");
        isRefused("vertices must read at least 1 input, got out without");
        json.withObject("/vertexInputs").removeAll();
        isRefused("vertexInputs must have an entry for each of 1 vertices, got 0");
    }

    @Test
    void refuses_an_entry_for_a_vertex_that_is_not_there() {
        scale("out", "in");
        scale("other", "in");
        json.withObject("/vertices").remove("other");

        isRefused("vertexInputs must have an entry for each of 1 vertices, got 2");
    }

    @Test
    void refuses_what_hangs_loose() {
        scale("out", "in");
        scale("loose", "in");

        isRefused("every input and vertex but the output must be read by another, got loose");
    }

    @Test
    void refuses_an_input_that_nobody_reads_and_one_that_the_model_lacks() {
        inputs.put("second", Shape.of(3));
        json.withArray("/networkInputs").add("second");
        scale("out", "in");
        isRefused("every input and vertex but the output must be read by another, got second");
        inputs.remove("second");
        isRefused("networkInputs must be [in], got [in, second]");
    }

    @Test
    void refuses_a_vertex_with_the_name_of_an_input() {
        scale("in", "in");
        scale("out", "in");

        isRefused("a vertex must not have the name of an input, got in");
    }

    @Test
    void refuses_outputs_that_are_none_or_read_by_others() {
        scale("out", "in");
        json.putArray("networkOutputs").add("in");
        isRefused("networkOutputs must be one of 1 vertices, got in");
        json.putArray("networkOutputs").add("out").add("out");
        isRefused("networkOutputs must be a list of at most 1 names, got 2");
        json.putArray("networkOutputs").add("out");
        scale("after", "out");
        isRefused("every input and vertex but the output must be read by another, got after");
    }

    @Test
    void refuses_a_hundred_thousand_vertices_before_it_looks_at_one() {
        for (int i = 0; i < 100_000; i++) {
            json.withObject("/vertices").putObject("v" + i);
        }

        isRefused("vertices must be at most 2048, got 100000");
    }

    @Test
    void refuses_too_many_edges() {
        String[] often = new String[64];
        Arrays.fill(often, "in");
        for (int i = 0; i < 200; i++) {
            sum("v" + i, often);
        }

        isRefused("vertexInputs must be at most 8192, got 8256");
    }

    @Test
    void refuses_sizes_that_merges_multiply() {
        String last = "in";
        for (int i = 1; i <= 10; i++) {
            String[] often = new String[64];
            Arrays.fill(often, last);
            merge(i == 10 ? "out" : "merge" + i, often);
            last = "merge" + i;
        }
        order("in", "merge1", "merge2", "merge3", "merge4", "merge5", "merge6", "merge7", "merge8", "merge9", "out");

        isRefused("merge4 must give at most 67108864 values, got 33554432 x 4 x 8");
    }

    @Test
    void refuses_more_values_than_all_vertices_together_may_have() {
        inputs.put("in", Shape.of(1 << 10, 1 << 8, 1 << 8));
        String last = "in";
        for (int i = 1; i <= 4; i++) {
            scale(i == 4 ? "out" : "v" + i, last);
            last = "v" + i;
        }

        isRefused("all vertices together must give at most 268435456 values, got at least 335544320");
    }

    /** A way through it has two choices six hundred times. */
    @Test
    void works_out_six_hundred_diamonds_in_one_go() throws Refusal {
        String[] names = new String[1_801];
        names[0] = "in";
        String last = "in";
        for (int i = 0; i < 600; i++) {
            scale("a" + i, last);
            scale("b" + i, last);
            last = i == 599 ? "out" : "c" + i;
            sum(last, "a" + i, "b" + i);
            names[3 * i + 1] = "a" + i;
            names[3 * i + 2] = "b" + i;
            names[3 * i + 3] = last;
        }
        order(names);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        NetworkPlan plan = plan();

        assertThat(plan.shapes().get("out")).isEqualTo(Shape.of(2, 4, 8));
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_ALLOCATED);
    }

    @Test
    void refuses_shapes_that_do_not_meet() {
        vertex("row", "PreprocessorVertex", "in")
                .putObject("preProcessor")
                .put("@class", "org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor")
                .put("format", "NCHW")
                .put("numChannels", 2)
                .put("inputHeight", 4)
                .put("inputWidth", 8);
        sum("out", "in", "row");
        order("in", "row", "out");
        isRefused("out must read equal shapes, got 2 x 4 x 8 and 64");
        merge("out", "in", "row");
        isRefused("out must read shapes that are equal but on axis 1, got 2 x 4 x 8 and 64");
    }

    @Test
    void refuses_to_take_apart_rows_of_several_examples() {
        vertex("stack", "StackVertex", "in", "in");
        vertex("out", "ReshapeVertex", "stack")
                .put("reshapeOrder", "c")
                .putNull("maskShape")
                .putArray("newShape")
                .add(-1)
                .add(128);
        order("in", "stack", "out");

        isRefused("out must not read stacked examples, got 2 stacked, each 2 x 4 x 8");
    }

    @Test
    void refuses_an_answer_that_mixes_examples_or_has_several_rows() {
        vertex("out", "ReshapeVertex", "in")
                .put("reshapeOrder", "c")
                .putNull("maskShape")
                .putArray("newShape")
                .add(-1)
                .add(8);

        assertThatThrownBy(() -> NetworkPlan.of("graph", json, inputs))
                .hasMessage("graph: out must answer one row of values an example, got 8 rows of 8");
    }

    @Test
    void refuses_a_stored_order_that_would_move_parameters() {
        scale("a", "in");
        scale("b", "in");
        sum("out", "a", "b");
        isRefused("topologicalOrder must be there for a network that branches, got null");
        order("in", "a", "out", "b");
        isRefused("topologicalOrderStr must have each name once, behind those it reads, got out");
        order("in", "a", "a", "b");
        isRefused("topologicalOrderStr must have each name once, behind those it reads, got a");
        order("in", "a", "b", "out");
        json.putArray("topologicalOrder").add(0).add(1).add(1).add(2);
        isRefused("topologicalOrder must hold each number once, got some twice");
        json.putArray("topologicalOrder").add(0).add(1).add(2).add(4);
        isRefused("topologicalOrder must be a whole number in [0, 3], got 4");
    }

    @Test
    void refuses_objects_in_a_vertex_that_name_no_listed_class() {
        vertex("out", "ScaleVertex", "in").putObject("scaleFactor").put("@class", "com.evil.Gadget");

        isRefused("out.scaleFactor must have an @class of the allow-list, got \"com.evil.Gadget\"");
    }
}
