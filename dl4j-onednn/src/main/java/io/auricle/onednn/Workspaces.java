package io.auricle.onednn;

import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.abstracts.DummyWorkspace;
import org.nd4j.linalg.factory.Nd4j;

/** Where a caller of Deeplearning4j wants a pass to leave its outputs. */
final class Workspaces {
    private Workspaces() {}

    /** Whether new arrays come to lie there: in the workspace asked for, or, if there is none, outside of all. */
    static boolean newArraysGoTo(MemoryWorkspace wanted) {
        if (wanted == null || wanted instanceof DummyWorkspace) {
            return !Nd4j.getWorkspaceManager().anyWorkspaceActiveForCurrentThread();
        }
        return wanted.isScopeActive() && Nd4j.getMemoryManager().getCurrentWorkspace() == wanted;
    }
}
