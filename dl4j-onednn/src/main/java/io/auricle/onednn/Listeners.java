package io.auricle.onednn;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.factory.Nd4j;

/** What listeners ask of a pass. */
final class Listeners {
    private Listeners() {}

    /** The class of a listener that looks at the activations, which a plan keeps to itself; empty if there is none. */
    static Optional<String> readerOfActivations(Collection<TrainingListener> listeners) {
        return listeners == null
                ? Optional.empty()
                : listeners.stream()
                        .filter(Listeners::readsActivations)
                        .map(listener -> listener.getClass().getName())
                        .findFirst();
    }

    /** Tells listeners that the gradients are there, outside any workspace. */
    static void tellBackwardPass(Model model, Collection<TrainingListener> listeners) {
        if (listeners != null && !listeners.isEmpty()) {
            MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
            try {
                listeners.forEach(listener -> listener.onBackwardPass(model));
            } finally {
                outside.close();
            }
        }
    }

    private static boolean readsActivations(TrainingListener listener) {
        return Arrays.stream(listener.getClass().getMethods())
                .filter(method -> method.getName().equals("onForwardPass"))
                .map(Method::getDeclaringClass)
                .anyMatch(owner -> owner != BaseTrainingListener.class && owner != TrainingListener.class);
    }
}
