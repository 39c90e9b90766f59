package io.auricle.zoo.internal.plan;

import static io.auricle.zoo.internal.Refusal.require;

import com.fasterxml.jackson.databind.JsonNode;
import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who reads whom in a configuration, checked to be a graph without cycles in which nothing hangs loose. */
final class Edges {
    static final int MOST_VERTICES = 2_048;
    private static final int MOST_INPUTS = 64;
    private static final int MOST_EDGES = 4 * MOST_VERTICES;

    private final JsonReader root;
    private final Set<String> inputs;
    private final Map<String, List<String>> readBy = new LinkedHashMap<>();

    Edges(JsonReader root, Set<String> inputs) throws Refusal {
        this.root = root;
        this.inputs = inputs;
        JsonReader vertices = root.object("vertices");
        JsonReader edges = root.object("vertexInputs");
        int count = vertices.json().size();
        require(count <= MOST_VERTICES, root.entry(), count, "vertices must be at most %d", MOST_VERTICES);
        require(
                edges.json().size() == count,
                root.entry(),
                edges.json().size(),
                "vertexInputs must have an entry for each of %d vertices",
                count);
        int all = 0;
        for (Map.Entry<String, JsonNode> vertex : vertices.json().properties()) {
            List<String> read = names(edges, vertex.getKey());
            all += read.size();
            require(all <= MOST_EDGES, root.entry(), all, "vertexInputs must be at most %d", MOST_EDGES);
        }
        checkNames();
    }

    private List<String> names(JsonReader edges, String vertex) throws Refusal {
        require(!inputs.contains(vertex), root.entry(), vertex, "a vertex must not have the name of an input");
        List<String> read = edges.names(vertex, MOST_INPUTS);
        require(!read.isEmpty(), root.entry(), vertex + " without", "vertices must read at least 1 input");
        readBy.put(vertex, read);
        return read;
    }

    private void checkNames() throws Refusal {
        for (Map.Entry<String, List<String>> vertex : readBy.entrySet()) {
            for (String name : vertex.getValue()) {
                require(
                        inputs.contains(name) || readBy.containsKey(name),
                        root.entry(),
                        name,
                        "vertexInputs.%s must be inputs and vertices that exist",
                        vertex.getKey());
            }
        }
    }

    List<String> readBy(String vertex) {
        return readBy.get(vertex);
    }

    /** Refuses inputs and vertices that nobody reads. */
    void checkAllRead(String output) throws Refusal {
        Set<String> read = new HashSet<>();
        readBy.values().forEach(read::addAll);
        Set<String> all = new HashSet<>(readBy.keySet());
        all.addAll(inputs);
        all.removeAll(read);
        all.remove(output);
        require(
                all.isEmpty(),
                root.entry(),
                String.join(", ", all.stream().sorted().limit(3).toList()),
                "every input and vertex but the output must be read by another");
        require(!read.contains(output), root.entry(), output, "networkOutputs must be read by no vertex");
    }

    /** Vertices, each behind those that it reads. */
    List<String> inOrder() throws Refusal {
        Map<String, Integer> missing = new HashMap<>();
        Map<String, List<String>> readers = new HashMap<>();
        readBy.forEach((vertex, read) -> {
            missing.put(vertex, read.size());
            read.forEach(name ->
                    readers.computeIfAbsent(name, key -> new ArrayList<>()).add(vertex));
        });
        Deque<String> ready = new ArrayDeque<>(inputs);
        List<String> ordered = new ArrayList<>();
        while (!ready.isEmpty()) {
            for (String reader : readers.getOrDefault(ready.poll(), List.of())) {
                if (missing.merge(reader, -1, Integer::sum) == 0) {
                    ordered.add(reader);
                    ready.add(reader);
                }
            }
        }
        Set<String> rest = new HashSet<>(readBy.keySet());
        ordered.forEach(rest::remove);
        require(
                rest.isEmpty(),
                root.entry(),
                String.join(", ", rest.stream().sorted().limit(3).toList()),
                "vertexInputs must have no cycle");
        return ordered;
    }

    /**
     * Checks the order that is stored, since parameters lie in it. Without one DL4J makes its own, which is certain only where each vertex
     * is read by one.
     */
    void checkStoredOrder() throws Refusal {
        JsonNode numbers = root.get("topologicalOrder");
        if (numbers.isNull() && root.get("topologicalOrderStr").isNull()) {
            require(isLine(), root.entry(), "null", "topologicalOrder must be there for a network that branches");
            return;
        }
        int count = inputs.size() + readBy.size();
        Set<Integer> different = new HashSet<>();
        for (int number : root.integers("topologicalOrder", count, 0, count - 1)) {
            different.add(number);
        }
        require(different.size() == count, root.entry(), "some twice", "topologicalOrder must hold each number once");
        Set<String> before = new HashSet<>();
        for (String name : root.names("topologicalOrderStr", count)) {
            boolean fits = inputs.contains(name) || readBy.containsKey(name) && before.containsAll(readBy.get(name));
            require(
                    fits && before.add(name),
                    root.entry(),
                    name,
                    "topologicalOrderStr must have each name once, behind those it reads");
        }
        require(before.size() == count, root.entry(), before.size(), "topologicalOrderStr must be %d names", count);
    }

    private boolean isLine() {
        Set<String> read = new HashSet<>();
        return inputs.size() == 1
                && readBy.values().stream().allMatch(names -> names.size() == 1 && read.add(names.get(0)));
    }
}
