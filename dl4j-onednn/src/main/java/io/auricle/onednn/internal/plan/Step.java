package io.auricle.onednn.internal.plan;

import io.auricle.onednn.internal.Engine;

/** One thing a program does; steps run in order. */
interface Step {
    void run(Engine.Stream stream);
}
